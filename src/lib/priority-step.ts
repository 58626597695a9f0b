/** A step of priority is worth as much waiting time in the order of claims (milliseconds). */
export const PRIORITY_STEP_MS = 10 * 60_000;

/** The waiting time that the priority of the table or row `t` is worth, as an interval. */
export const priorityOf = (t: string): string =>
  `${t}.priority * ${PRIORITY_STEP_MS} * interval '1 millisecond'`;
