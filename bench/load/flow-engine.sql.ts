/** Tasks of a run that wait for a runner. $1 run */
export const WAITING_TASKS = `select id from task where flow_run_id = $1::uuid and status = 'QUEUED' order by number`;

/** What became of a run: nodes that are not done exactly once, and where it stands. $1 run, $2 how many nodes there are */
export const COUNT_WRONG = `
with done as (
  select n.node, count(t.id) filter (where t.status = 'COMPLETED') as times
  from flow_node n left join task t on t.flow_run_id = n.run_id and t.flow_node_id = n.id
  where n.run_id = $1::uuid and n.status = 'succeeded' group by n.node
)
select $2::int - (select count(*) from done where times = 1)::int as wrong,
       (select status from flow_run where id = $1::uuid) as status`;
