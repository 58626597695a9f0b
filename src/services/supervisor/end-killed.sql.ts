import { byKey } from '@/lib/by-key.sql';

/** Live agents that a person has ended and whose runner has not stopped them in time, with their tasks: the task is locked first, as everywhere. $1 patience in ms */
export const OVERDUE_KILLS = {
  name: 'overdue-kills',
  text: `
select l.agent_id, l.token_hash
from agent a
join lease l on l.workspace_id = a.workspace_id and l.agent_id = a.id
join task t on ${byKey('t', 'l.workspace_id', 'l.task_id')}
where a.kill_requested_at < clock_timestamp() - $1::int * interval '1 millisecond' and a.ended_at is null
order by a.kill_requested_at limit 100 for update of t, l, a skip locked`,
};
