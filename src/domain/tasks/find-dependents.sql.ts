import { byKey } from '@/lib/by-key.sql';
import { lookedUp } from '@/lib/looked-up.sql';

/**
 * Locks the waiting tasks that need these, one entry a needed task. Two needs that end at the same moment then count
 * one after the other, each seeing what the other has committed, so that the last one always frees the dependent.
 */
export const LOCK_DEPENDENTS = {
  name: 'lock-dependents',
  text: `
select g.ord::int as ord, t.id
from unnest($1::uuid[], $2::uuid[]) with ordinality as g (workspace_id, id, ord)
join task_dependency d on d.workspace_id = g.workspace_id and d.needed_id = g.id
join task t on ${byKey('t', 'd.workspace_id', 'd.task_id')}
where t.status in ('BLOCKED', 'QUEUED') and ${lookedUp('g')}
order by t.id for no key update of t`,
};

/**
 * The waiting tasks that need these, each with how many of its needs are open still or have gone wrong; the numbers of the
 * need that was asked for and of the youngest open one. Each task is looked up by itself, whatever the planner knows of
 * their number.
 */
export const FIND_DEPENDENTS = {
  name: 'find-dependents',
  text: `
select g.ord::int as ord, d.task_id, t.status, t.type, t.reason,
       max(n.number) filter (where o.needed_id = g.id)::int as ended,
       max(n.number) filter (where n.status not in ('COMPLETED', 'FAILED', 'CANCELLED', 'SKIPPED'))::int as youngest,
       count(*) filter (where n.status not in ('COMPLETED', 'FAILED', 'CANCELLED', 'SKIPPED'))::int as open,
       count(*) filter (where n.status in ('FAILED', 'CANCELLED', 'SKIPPED'))::int as wrong
from unnest($1::uuid[], $2::uuid[]) with ordinality as g (workspace_id, id, ord)
join task_dependency d on d.workspace_id = g.workspace_id and d.needed_id = g.id
cross join lateral (
  select t.status, t.type, t.reason from task t
  where ${byKey('t', 'd.workspace_id', 'd.task_id')} and t.status in ('BLOCKED', 'QUEUED') limit 1
) t
join task_dependency o on o.workspace_id = d.workspace_id and o.task_id = d.task_id
cross join lateral (select n.status, n.number from task n where ${byKey('n', 'o.workspace_id', 'o.needed_id')} limit 1) n
where ${lookedUp('g')}
group by g.ord, d.task_id, t.status, t.type, t.reason
order by d.task_id`,
};
