/**
 * Tasks whose commit only this runner has, and which wait for it to check or merge that, locked in one order until the
 * transaction ends. Another runner may check a commit where the project has it travel. $1 workspace, $2 runner
 */
export const LOCK_STRANDED = {
  name: 'lock-stranded',
  text: `
select t.id, t.number::int as number, t.ready::text as ready, t.status::text as status
from task t
join project p on p.workspace_id = t.workspace_id and p.id = t.project_id
where t.workspace_id = $1::uuid and t.pinned_runner_id = $2::uuid
  and (t.ready = 'merge' or (t.ready = 'verify' and p.verify_by <> 'another_runner'))
order by t.id for update of t`,
};
