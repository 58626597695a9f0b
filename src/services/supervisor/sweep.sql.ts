/** Whether it is this caller's turn: at most one in the whole cluster each $1 ms. */
export const TAKE_TURN = {
  name: 'take-turn',
  text: `
update hot.sweep set at = clock_timestamp()
where name = 'supervise' and at < clock_timestamp() - $1::int * interval '1 millisecond' returning at`,
};
/**
 * Makes the partitions of logs ahead, drops those whose time is over ($1 days; 0 keeps all) and has them analysed. Days
 * on which agents began that are at work still are kept. Answers how many partitions were made or dropped.
 */
export const KEEP_PARTITIONS = {
  name: 'keep-partitions',
  text: `
select hot.ensure_log_partitions(2)
       + hot.prune_log_partitions($1::int, array(
           select distinct a.start_day from lease l
           join agent a on a.workspace_id = l.workspace_id and a.id = l.agent_id))
       + 0 * hot.analyze_logs() as changed`,
};
