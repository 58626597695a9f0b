/** Whether it is this caller's turn: at most one in the whole cluster each $1 ms. */
export const TAKE_TURN = {
  name: 'take-turn',
  text: `
update hot.sweep set at = clock_timestamp()
where name = 'supervise' and at < clock_timestamp() - $1::int * interval '1 millisecond' returning at`,
};
/** An unlogged or emptied table must not stop supervision. */
export const KEEP_PARTITIONS = {
  name: 'keep-partitions',
  text: 'select hot.ensure_log_partitions(2) as made',
};
