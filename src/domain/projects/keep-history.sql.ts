/**
 * What a machine that serves a project read of its history, where the branch has moved since and a minute has passed.
 * $1 workspace, $2 runner, $3 project, $4 tip, $5 commits, $6 paths, $7 changes of each, $8 pairs, three numbers each
 */
export const KEEP_HISTORY = {
  name: 'keep-history',
  text: `
insert into project_history as h (project_id, workspace_id, runner_name, tip, commits, paths, changes, pairs, pair_count, updated_at)
select s.project_id, s.workspace_id, r.name, $4, $5::int, $6::text[], $7::int[], $8::int[], cardinality($8::int[]) / 3, clock_timestamp()
from project_report s
join runner r on r.workspace_id = s.workspace_id and r.id = s.runner_id
where s.workspace_id = $1::uuid and s.runner_id = $2::uuid and s.project_id = $3::uuid and s.state = 'ok'
on conflict (project_id) do update set
  runner_name = excluded.runner_name, tip = excluded.tip, commits = excluded.commits, paths = excluded.paths,
  changes = excluded.changes, pairs = excluded.pairs, pair_count = excluded.pair_count, updated_at = excluded.updated_at
  where h.tip <> excluded.tip and h.updated_at < clock_timestamp() - interval '55 seconds'
returning project_id`,
};
