/** Tasks whose agent has not stopped in time after a cancellation, or that have none. $1 patience in ms */
export const OVERDUE_CANCELLATIONS = {
  name: 'overdue-cancellations',
  text: `
select t.id, t.workspace_id, l.agent_id, l.token_hash
from task t left join lease l on l.workspace_id = t.workspace_id and l.task_id = t.id
where t.status = 'CANCELLING'
  and (l.agent_id is null or t.cancel_requested_at < clock_timestamp() - $1::int * interval '1 millisecond')
order by t.cancel_requested_at limit 100 for update of t skip locked`,
};
