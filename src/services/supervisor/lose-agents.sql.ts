/** Live agents whose lease has run out by the clock of the database, grace included. $1 grace in ms */
export const EXPIRED_LEASES = {
  name: 'expired-leases',
  text: `
select agent_id, token_hash from lease
where expires_at < clock_timestamp() - $1::int * interval '1 millisecond'
order by expires_at limit 100 for update skip locked`,
};
/** Live agents of one runner, except those that go on. */
export const LEASES_TO_DROP = {
  name: 'leases-to-drop',
  text: `
select agent_id, token_hash from lease
where workspace_id = $1::uuid and runner_id = $2::uuid and agent_id <> all($3::uuid[])
order by agent_id for update`,
};
