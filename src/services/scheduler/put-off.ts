import { PRIORITY_STEP_MS } from '@/lib/priority-step';

/** Tasks that one look at the queue puts off at most; the next ones are taken as they come. */
export const MOST_PUT_OFF = 8;

/** By so much of the claim order, in microseconds, others may go before a task that is put off: half a step of priority. */
const REACH = (PRIORITY_STEP_MS * 1_000) / 2;

/**
 * Those of the tasks in claim order that may go before every one that is put off: they are of its rank or wait nearly as
 * long. What is queued five minutes after a task never passes it, however many there are.
 */
export function inReach<T extends { place: number }>(offers: T[], putOff: { place: number }[]): T[] {
  const until = Math.min(...putOff.map(({ place }) => place)) + REACH;
  return offers.filter(({ place }) => place < until);
}
