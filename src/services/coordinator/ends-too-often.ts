import type { Ended } from './next-step';

/** Whether so many agents of a task were lost that the task itself is suspected. Pure. */
export const isLostTooOften = ({ earlier, retry }: Ended): boolean => earlier + 1 >= retry.lostMost;

/**
 * The same of agents whose runner was started anew while they were at work; twice as often, because a person may have
 * restarted it. Pure.
 */
export const isRestartedTooOften = ({ outcome, reason, restarts, retry }: Ended): boolean =>
  (outcome === 'released' || outcome === 'lost') &&
  reason === 'restarted' &&
  restarts + 1 >= 2 * retry.lostMost;

/** Whether its machine ended it: what is offered again for that, a few times at most, has lost nothing in its line. Pure. */
export const isBroughtDown = ({ outcome, reason }: Ended): boolean =>
  outcome === 'lost' || reason === 'restarted';
