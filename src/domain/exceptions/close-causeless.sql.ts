import { byKey } from '@/lib/by-key.sql';

/**
 * Open exceptions whose cause has gone, with their tasks, which are locked. $1 types, $2 for each where its task must
 * stand, split by commas. A question is replaced where a later agent works in a session of its own.
 */
export const CAUSELESS = {
  name: 'causeless-exceptions',
  text: `
with found as materialized (
  select e.id, e.created_at, e.workspace_id, e.task_id, t.status::text as status,
         e.type = 'BUDGET' and t.status = 'NEEDS_HUMAN' and t.reason = 'budget_exhausted'
           and (t.budget_micros is null or t.budget_micros > t.spent_micros) as raised,
         e.type in ('QUESTION', 'PERMISSION') and exists (
           select from agent b where b.workspace_id = e.workspace_id and b.task_id = e.task_id and b.kind = 'work'
             and b.status = 'running' and b.resumed_attempt is null
             and b.attempt > (select a.attempt from agent a where ${byKey('a', 'e.workspace_id', 'e.agent_id')})) as replaced,
         not t.status::text = any(string_to_array(c.stands, ',')) as elsewhere
  from exception e
  join task t on ${byKey('t', 'e.workspace_id', 'e.task_id')}
  join unnest($1::text[], $2::text[]) as c (type, stands) on c.type = e.type::text
  where e.status in ('open', 'acknowledged')
)
select f.id, f.workspace_id, f.task_id, f.status, f.raised, f.replaced
from found f join task t on ${byKey('t', 'f.workspace_id', 'f.task_id')} and t.status::text = f.status
where f.raised or f.replaced or f.elsewhere
order by f.created_at limit 100 for update of t skip locked`,
};

/** Closes one where it is open still. $1 workspace, $2 exception, $3 resolution */
export const CLOSE_CAUSELESS = {
  name: 'close-causeless',
  text: `
update exception set status = 'resolved', resolution = $3::jsonb, resolved_at = clock_timestamp(), updated_at = clock_timestamp(),
                     version = version + 1
where workspace_id = $1::uuid and id = $2::uuid and status in ('open', 'acknowledged')
returning id`,
};
