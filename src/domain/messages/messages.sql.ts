import { byKey } from '@/lib/by-key.sql';
import { desiredOf } from '@/lib/desired.sql';

/** Written under the lock of the task's row, so `seq` is the order in which people said it. $4 the agent it is meant for, or null, $7 its signature, or null */
export const SEND_MESSAGE = {
  name: 'send-message',
  text: `
insert into message (id, workspace_id, task_id, agent_id, author_id, text, signature, created_at)
values ($2::uuid, $1::uuid, $3::uuid, $4::uuid, $5::uuid, $6, $7, clock_timestamp())`,
};
/** What no model has seen of what was said to a live agent's task, after `$3`, with what its runner is to be told. */
export const WAITING_MESSAGES = {
  name: 'waiting-messages',
  text: `
select ${desiredOf('t', 'a')} as desired,
       coalesce((select jsonb_agg(jsonb_build_object('id', m.id, 'seq', m.seq, 'text', m.text, 'signature', m.signature) order by m.seq)
                 from message m
                 where m.workspace_id = l.workspace_id and m.task_id = l.task_id and m.seen_at is null and m.seq > $3::bigint), '[]') as messages
from lease l
join agent a on ${byKey('a', 'l.workspace_id', 'l.agent_id')}
join task t on ${byKey('t', 'l.workspace_id', 'l.task_id')}
where l.agent_id = $1::uuid and l.token_hash = $2`,
};
/** The engine of an agent has these. Those of an agent that ended before a model saw them go to the next one. */
export const NOTE_DELIVERED = {
  name: 'note-delivered',
  text: `
update message set agent_id = $3::uuid, delivered_at = clock_timestamp()
where workspace_id = $1::uuid and task_id = $2::uuid and id = any($4::uuid[])
  and seen_at is null and (delivered_at is null or agent_id <> $3::uuid)
returning id`,
};
/** The model of an agent has seen these; once is for ever. */
export const NOTE_SEEN = {
  name: 'note-seen-messages',
  text: `
update message set agent_id = $3::uuid, delivered_at = coalesce(delivered_at, clock_timestamp()), seen_at = clock_timestamp()
where workspace_id = $1::uuid and task_id = $2::uuid and id = any($4::uuid[]) and seen_at is null
returning id`,
};
/**
 * Of agents whose tasks are locked, those to whom a person said what their engine never got. A statement of its own: the
 * one that waited for the lock does not see a message written meanwhile. One entry an agent: $1 workspace, $2 task, $3 id
 */
export const UNHEARD = {
  name: 'unheard',
  text: `
select g.ord::int as ord
from unnest($1::uuid[], $2::uuid[], $3::uuid[]) with ordinality as g (workspace_id, task_id, agent_id, ord)
where exists (
  select from message m
  where m.workspace_id = g.workspace_id and m.task_id = g.task_id and m.agent_id = g.agent_id
    and m.seen_at is null and m.delivered_at is null
)`,
};
