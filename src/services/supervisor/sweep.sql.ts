import { byKey } from '@/lib/by-key.sql';

/** Whether it is this caller's turn: at most one in the whole cluster each $1 ms, and at once where the clock was set back. */
export const TAKE_TURN = {
  name: 'take-turn',
  text: `
update hot.sweep set at = clock_timestamp()
where name = 'supervise' and at not between clock_timestamp() - $1::int * interval '1 millisecond' and clock_timestamp()
returning at`,
};
/**
 * Makes the partitions of logs ahead and drops one whose time is over ($1 days; 0 keeps all). Days on which agents began
 * that are at work still, or ended lately, are kept. Answers how many partitions were made or dropped.
 */
export const KEEP_PARTITIONS = {
  name: 'keep-partitions',
  text: `
select hot.ensure_log_partitions(2)
       + hot.prune_log_partitions($1::int, array(
           select distinct a.start_day from lease l
           join agent a on ${byKey('a', 'l.workspace_id', 'l.agent_id')}
           union select hot.days_in_use($1::int))) as changed`,
};

/** Whether it is this caller's turn to have the logs analysed: at most one in the whole cluster each day. */
export const TAKE_DAY = {
  name: 'take-day',
  text: `
update hot.sweep set at = clock_timestamp()
where name = 'analyze-logs' and at not between clock_timestamp() - interval '1 day' and clock_timestamp() returning at`,
};

/** As long as a large table takes, in this transaction. */
export const WITH_TIME = { name: 'with-time', text: "set local statement_timeout = '30min'" };

/** Nobody else analyses a partitioned table as a whole. */
export const ANALYSE_LOGS = { name: 'analyse-logs', text: 'select hot.analyze_log_chunks()' };

/** So many notes are added up at once: fewer are as quickly read as their sums. */
export const SUM_TALLIES = {
  name: 'sum-tallies',
  text: 'select sum_tallies(200) + sum_usage(200) as summed',
};
