import { appendFileSync } from 'node:fs';
import { env } from './env';

/** Moments between two steps that must survive an end in between, in the order of an agent's life. */
export type RacePoint =
  | 'claimed'
  | 'noted'
  | 'worktree-made'
  | 'engine-open'
  | 'started'
  | 'chunk-before-send'
  | 'chunk-acked'
  | 'turn-over'
  | 'committed'
  | 'result-kept'
  | 'result-acked'
  | 'tidied'
  | 'merge-proven'
  | 'merge-bisected'
  | 'merge-before-move'
  | 'merge-moved';

let passed = 0;

/**
 * Nothing at all, unless a test has named this point in AO_RACE_POINT as `<point>@<which time>:<signal>`: then this
 * process sends itself the signal, once per process. AO_RACE_LOG is where it writes down which point that was.
 */
export function racePoint(point: RacePoint): void {
  if (!env.AO_RACE_POINT) return;
  const [, name, time, signal] = /^([a-z-]+)@(\d+):(SIG\w+)$/.exec(env.AO_RACE_POINT) ?? [];
  if (name !== point || ++passed !== Number(time)) return;
  if (env.AO_RACE_LOG) appendFileSync(env.AO_RACE_LOG, `${point}\n`);
  process.kill(process.pid, signal);
}
