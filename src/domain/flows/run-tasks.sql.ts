/** The tasks of a run, and those that people have put below them by splitting one. $1 workspace, $2 run */
const OF_RUN = `
with recursive tree as (
  select id, type from task where workspace_id = $1::uuid and flow_run_id = $2::uuid
  union select c.id, c.type from tree p join task c on c.workspace_id = $1::uuid and c.parent_id = p.id
  where p.type in ('epic', 'feature', 'story')
)`;

/** Those that are open, locked in one order until the transaction ends. */
export const LOCK_OPEN_TASKS = {
  name: 'lock-open-flow-tasks',
  text: `${OF_RUN}
select t.id from task t
where t.workspace_id = $1::uuid and t.id in (select id from tree)
  and t.status not in ('COMPLETED', 'FAILED', 'CANCELLED', 'SKIPPED')
order by t.id for update of t`,
};
/** Those that can be cancelled, $3 at most: what waits for open sub-tasks comes after these. */
export const LOCK_CANCELLABLE = {
  name: 'lock-cancellable-flow-tasks',
  text: `${OF_RUN}
select 'task_' || replace(t.id::text, '-', '') as ref from task t
where t.workspace_id = $1::uuid and t.id in (select id from tree)
  and t.status not in ('COMPLETED', 'FAILED', 'CANCELLED', 'SKIPPED', 'MERGING', 'CANCELLING')
  and not exists (select from task c where c.workspace_id = $1::uuid and c.parent_id = t.id
                    and c.status not in ('COMPLETED', 'FAILED', 'CANCELLED', 'SKIPPED'))
order by t.id limit $3::int for update of t`,
};
