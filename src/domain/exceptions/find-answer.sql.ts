import { byKey } from '@/lib/by-key.sql';
import { desiredOf } from '@/lib/desired.sql';

/** What a person said to a question, for the live agent that asked it. */
export const FIND_ANSWER = {
  name: 'find-answer',
  text: `
select e.status, e.resolution, e.delivered_at is not null as delivered, e.workspace_id, ${desiredOf('t', 'a')} as desired
from lease l
join agent a on ${byKey('a', 'l.workspace_id', 'l.agent_id')}
join exception e on e.workspace_id = l.workspace_id and e.task_id = l.task_id and e.id = $3::uuid
join task t on ${byKey('t', 'l.workspace_id', 'l.task_id')}
where l.agent_id = $1::uuid and l.token_hash = $2`,
};
export const MARK_DELIVERED = {
  name: 'mark-delivered',
  text: `
update exception set delivered_at = clock_timestamp(), updated_at = clock_timestamp()
where workspace_id = $1::uuid and id = $2::uuid and delivered_at is null returning task_id`,
};
