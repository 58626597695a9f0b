import { setTimeout as pause } from 'node:timers/promises';

/** How long to load something, in milliseconds; what happens while it warms up does not count. */
export interface Window {
  warmMs: number;
  windowMs: number;
  /** The window is over when so many are done, warm-up included: before a queue runs dry. */
  most?: number;
}
export interface Counted {
  done: number;
  seconds: number;
}

const LOOK_MS = 50;
const LATEST_MS = 10_000;

/** Starts loops that count what they have done and asks them to stop when the window is over. */
export async function countDuring(
  { warmMs, windowMs, most = Number.POSITIVE_INFINITY }: Window,
  start: (counter: { done: number }, stopping: AbortSignal) => Promise<unknown>[],
): Promise<Counted> {
  const stop = new AbortController();
  const counter = { done: 0 };
  const loops = Promise.all(start(counter, stop.signal));
  const ended = loops.then(() => {
    if (!stop.signal.aborted) throw new Error('the load ended before its time');
  });
  await spend(warmMs, () => counter.done < most / 4);
  // What has not begun to work is not warm, however long a busy machine takes over it.
  await spend(LATEST_MS, () => counter.done === 0);
  const [before, began] = [counter.done, performance.now()];
  await spend(windowMs, () => counter.done < most);
  // A machine that is this busy gets more time, for a rate of nothing says nothing.
  for (let late = 0; counter.done === before && late < LATEST_MS; late += LOOK_MS)
    await Promise.race([pause(LOOK_MS), ended]);
  const [after, now] = [counter.done, performance.now()];
  stop.abort();
  await ended;
  return { done: after - before, seconds: (now - began) / 1000 };

  async function spend(ms: number, goesOn: () => boolean): Promise<void> {
    for (const until = performance.now() + ms; performance.now() < until && goesOn(); )
      await Promise.race([pause(Math.min(LOOK_MS, until - performance.now())), ended]);
  }
}
