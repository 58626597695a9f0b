import { env } from '@/lib/env';
import { engine } from '@/lib/pool';
import { forgetEvents } from './forget-events';
import { FORGET_OLD, TAKE_HOUR } from './forget-old.sql';

const AT_ONCE = 1_000;
/** What is left waits for the next hour. */
const MOST_ROUNDS = 50;

/** Deletes what is no longer of use, once an hour in the whole cluster. Answers how many rows went. */
export async function forgetOld(): Promise<number> {
  if ((await engine.query(TAKE_HOUR)).length === 0) return 0;
  let all = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const [{ forgotten }] = await engine.query(FORGET_OLD, [AT_ONCE]);
    all += forgotten;
    if (forgotten < AT_ONCE) break;
  }
  const days = env().EVENT_RETENTION_DAYS;
  return days > 0 ? all + (await forgetEvents(days)) : all;
}
