import { byKey } from '@/lib/by-key.sql';

/**
 * Live agents that a person has ended and whose runner has not stopped them in time, with their tasks: the task is locked
 * first, as everywhere. $1 patience in ms, $2 how many, $3 agents to leave out
 */
export const OVERDUE_KILLS = {
  name: 'overdue-kills',
  text: `
select l.agent_id, l.token_hash
from agent a
join lease l on l.workspace_id = a.workspace_id and l.agent_id = a.id
join task t on ${byKey('t', 'l.workspace_id', 'l.task_id')}
where a.kill_requested_at < clock_timestamp() - $1::int * interval '1 millisecond' and a.ended_at is null
  and a.id <> all ($3::uuid[])
order by a.kill_requested_at limit $2::int for update of t, l, a skip locked`,
};
