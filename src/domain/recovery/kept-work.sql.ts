import { byKey } from '@/lib/by-key.sql';

/** Notes what a runner keeps of tasks of its workspace. $3 tasks, $4 attempts, $5 commits, $6 files, $7 moments, $8 new ids */
export const NOTE_KEPT = {
  name: 'note-kept',
  text: `
with given as (
  select * from unnest($3::uuid[], $4::int[], $5::text[], $6::int[], $7::timestamptz[], $8::uuid[]) as g (task_id, attempt, commit_sha, files, kept_at, id)
), written as (
  insert into recovery as r (id, workspace_id, runner_id, task_id, attempt, commit_sha, files, kept_at)
  select g.id, $1::uuid, $2::uuid, t.id, g.attempt, g.commit_sha, g.files, g.kept_at
  from given g join task t on ${byKey('t', '$1::uuid', 'g.task_id')} and t.attempt >= g.attempt
  on conflict (runner_id, task_id, attempt) do update set
    commit_sha = excluded.commit_sha, files = excluded.files, kept_at = excluded.kept_at, updated_at = clock_timestamp(),
    state = case when r.commit_sha = excluded.commit_sha then r.state else 'kept' end
    where r.commit_sha <> excluded.commit_sha
  returning task_id, attempt, files
)
select w.task_id, w.attempt, w.files from written w`,
};
/** Forgets what a runner no longer keeps; what it has made a branch of stays told. $3 tasks, $4 attempts */
export const FORGET_KEPT = {
  name: 'forget-kept',
  text: `
delete from recovery r
where r.workspace_id = $1::uuid and r.runner_id = $2::uuid and r.state <> 'recovered'
  and not exists (select 1 from unnest($3::uuid[], $4::int[]) as g (task_id, attempt) where g.task_id = r.task_id and g.attempt = r.attempt)`,
};
/** What people ask of a runner. */
export const FIND_ERRANDS = {
  name: 'find-errands',
  text: `
select r.task_id, t.number, r.attempt, r.commit_sha, t.project_id
from recovery r join task t on ${byKey('t', 'r.workspace_id', 'r.task_id')}
where r.workspace_id = $1::uuid and r.runner_id = $2::uuid and r.state = 'requested' order by r.updated_at limit 20`,
};
/** $5 branch, or null where it could not be made, $6 note */
export const ANSWER_ERRAND = {
  name: 'answer-errand',
  text: `
update recovery set state = case when $5::text is null then 'failed' else 'recovered' end, branch = $5, note = $6, updated_at = clock_timestamp()
where workspace_id = $1::uuid and runner_id = $2::uuid and task_id = $3::uuid and attempt = $4::int and state = 'requested'
returning id`,
};
