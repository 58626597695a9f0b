import { BY_TURN, LIVE, TURN } from '@/domain/leases/turns.sql';
import { byKey } from '@/lib/by-key.sql';

/** How many tasks stand before this one in the workspace’s queue, itself included. */
export const QUEUE_POSITION = {
  name: 'queue-position',
  text: `
select count(*)::int as position from task t, task me
where ${byKey('me', '$1::uuid', '$2::uuid')}
  and t.workspace_id = $1::uuid and t.ready is not null and (t.claim_key, t.id) <= (me.claim_key, me.id)`,
};

/** The next tasks in the order of a fair claim that could take every one of them. $1 workspace, $2 how many */
export const NEXT_TASKS = {
  name: 'next-tasks',
  text: `
with ${LIVE}, next as materialized (
  select n.id, n.claim_key, n.urgent, ${TURN}
  from project p
  cross join lateral (
    select t.id, t.claim_key, t.priority = 0 as urgent from task t
    where t.workspace_id = $1::uuid and t.project_id = p.id and t.ready is not null
    order by t.claim_key, t.id
    limit $2::int
  ) n
  left join live on live.project_id = p.id
  where p.workspace_id = $1::uuid
)
select id from next order by ${BY_TURN} limit $2::int`,
};
