/** How many tasks stand before this one in the workspace’s queue, itself included. */
export const QUEUE_POSITION = {
  name: 'queue-position',
  text: `
select count(*)::int as position from task t, task me
where me.workspace_id = $1::uuid and me.id = $2::uuid
  and t.workspace_id = $1::uuid and t.ready is not null and (t.claim_key, t.id) <= (me.claim_key, me.id)`,
};
