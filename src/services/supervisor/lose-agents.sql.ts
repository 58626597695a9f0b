/**
 * Live agents whose lease has run out by the clock of the database, grace included, with their tasks: the task is locked
 * first, as everywhere. $1 grace in ms
 */
export const EXPIRED_LEASES = {
  name: 'expired-leases',
  text: `
select l.agent_id, l.token_hash
from lease l
join task t on t.workspace_id = l.workspace_id and t.id = l.task_id
join agent a on a.workspace_id = l.workspace_id and a.id = l.agent_id
where l.expires_at < clock_timestamp() - $1::int * interval '1 millisecond'
order by l.expires_at limit 100 for update of t, l, a skip locked`,
};
/** Live agents of one runner, except those that go on, with their tasks: the task is locked first, as everywhere. */
export const LEASES_TO_DROP = {
  name: 'leases-to-drop',
  text: `
select l.agent_id, l.token_hash
from lease l
join task t on t.workspace_id = l.workspace_id and t.id = l.task_id
where l.workspace_id = $1::uuid and l.runner_id = $2::uuid and l.agent_id <> all($3::uuid[])
order by l.agent_id for update of t, l`,
};
