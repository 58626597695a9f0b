/** How many tasks stand before this one in the workspace’s queue, itself included. */
export const QUEUE_POSITION = {
  name: 'queue-position',
  text: `
select count(*)::int as position from task t, task me
where me.workspace_id = $1::uuid and me.id = $2::uuid
  and t.workspace_id = $1::uuid and t.ready is not null and (t.claim_key, t.id) <= (me.claim_key, me.id)`,
};

/** The next tasks in the order of a fair claim that could take every one of them. $1 workspace, $2 how many */
export const NEXT_TASKS = {
  name: 'next-tasks',
  text: `
with live as materialized (
  select t.project_id, count(*) as n
  from lease l join task t on t.workspace_id = l.workspace_id and t.id = l.task_id
  where l.workspace_id = $1::uuid
  group by t.project_id
), next as materialized (
  select n.id, n.claim_key, n.urgent, coalesce(live.n, 0) + row_number() over (partition by p.id order by n.claim_key, n.id) as turn
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
select id from next order by urgent desc, turn, claim_key, id limit $2::int`,
};
