/**
 * Tasks whose agent has not stopped in time after a cancellation, or that have none.
 * $1 patience in ms, $2 how many, $3 tasks to leave out
 */
export const OVERDUE_CANCELLATIONS = {
  name: 'overdue-cancellations',
  text: `
select t.id, t.workspace_id, l.agent_id, l.token_hash
from task t left join lease l on l.workspace_id = t.workspace_id and l.task_id = t.id
where t.status = 'CANCELLING'
  and (l.agent_id is null or t.cancel_requested_at < clock_timestamp() - $1::int * interval '1 millisecond')
  and t.id <> all ($3::uuid[])
order by t.cancel_requested_at limit $2::int for update of t skip locked`,
};
