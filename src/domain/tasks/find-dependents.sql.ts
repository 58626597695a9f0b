/**
 * Locks the waiting tasks that need this one. Two needs that end at the same moment then count one after the other,
 * each seeing what the other has committed, so that the last one always frees the dependent.
 */
export const LOCK_DEPENDENTS = {
  name: 'lock-dependents',
  text: `
select t.id from task_dependency d
join task t on t.workspace_id = d.workspace_id and t.id = d.task_id
where d.workspace_id = $1::uuid and d.needed_id = $2::uuid and t.status in ('BLOCKED', 'QUEUED')
order by t.id for no key update of t`,
};

/** The blocked tasks that need this one, each with how many of its needs are open still or have gone wrong. */
export const FIND_DEPENDENTS = {
  name: 'find-dependents',
  text: `
select d.task_id, t.status, t.type,
       count(*) filter (where n.status not in ('COMPLETED', 'FAILED', 'CANCELLED', 'SKIPPED'))::int as open,
       count(*) filter (where n.status in ('FAILED', 'CANCELLED', 'SKIPPED'))::int as wrong
from task_dependency d
join task t on t.workspace_id = d.workspace_id and t.id = d.task_id and t.status in ('BLOCKED', 'QUEUED')
join task_dependency o on o.workspace_id = d.workspace_id and o.task_id = d.task_id
join task n on n.workspace_id = o.workspace_id and n.id = o.needed_id
where d.workspace_id = $1::uuid and d.needed_id = $2::uuid
group by d.task_id, t.status, t.type`,
};
