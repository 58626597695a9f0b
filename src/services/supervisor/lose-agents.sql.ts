import { byKey } from '@/lib/by-key.sql';

/**
 * Live agents whose lease has run out by the clock of the database, grace included, with their tasks: the task is locked
 * first, as everywhere. $1 grace in ms, $2 how many, $3 agents to leave out
 */
export const EXPIRED_LEASES = {
  name: 'expired-leases',
  text: `
select l.agent_id, l.token_hash
from lease l
join task t on ${byKey('t', 'l.workspace_id', 'l.task_id')}
join agent a on ${byKey('a', 'l.workspace_id', 'l.agent_id')}
where l.expires_at < clock_timestamp() - $1::int * interval '1 millisecond' and l.agent_id <> all ($3::uuid[])
order by l.expires_at limit $2::int for update of t, l, a skip locked`,
};
const leasesOf = (rows: string) => `
select l.agent_id, l.token_hash
from lease l
join task t on ${byKey('t', 'l.workspace_id', 'l.task_id')}
where l.workspace_id = $1::uuid and l.runner_id = $2::uuid${rows}`;

/**
 * Locks all live agents of one runner with their tasks. What writes the runner's row after its agents' does this first:
 * task, lease, agent and runner are always locked in this order.
 */
export const LOCK_LEASES = {
  name: 'lock-leases',
  text: leasesOf(`
order by l.agent_id for update of t, l`),
};
/**
 * Live agents of one runner, except those that go on. They are locked by then; one that was granted since and is being
 * written to is left to its lease, rather than waited for.
 */
export const LEASES_TO_DROP = {
  name: 'leases-to-drop',
  text: leasesOf(` and l.agent_id <> all($3::uuid[])
order by l.agent_id for update of t, l skip locked`),
};
/**
 * Agents granted to a session ($3, its epoch) that have not begun. Their runner may have heard of one and be about to begin
 * it only while the session is open.
 */
export const LEASES_NOT_BEGUN = {
  name: 'leases-not-begun',
  text: leasesOf(` and l.session_epoch = $3::bigint
  and exists (select from agent a where ${byKey('a', 'l.workspace_id', 'l.agent_id')} and a.started_at is null)
order by l.agent_id for update of t, l`),
};
