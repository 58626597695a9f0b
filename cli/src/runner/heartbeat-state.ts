import type { Timers } from '@/contract/protocol';
import type { FaultKind } from '../server/server-fault';

/** While an agent stands still nothing else brings the word to go on: it is asked for this often, in milliseconds. */
const PAUSED_BEAT_MS = 2_000;

/**
 * Milliseconds until the next heartbeat. After a miss sooner than usual, and never all runners at once; at once where
 * something is to be told. `random` is from 0 to 1.
 */
export function beatPause(
  beat: { missed: number; paused: boolean; hurry: boolean },
  { heartbeatMs }: Pick<Timers, 'heartbeatMs'>,
  random: number,
): number {
  if (beat.missed > 0) return 200 + random * Math.min(heartbeatMs, 500 * 2 ** Math.min(beat.missed, 6));
  if (beat.hurry) return 0;
  const every = beat.paused ? Math.min(heartbeatMs, PAUSED_BEAT_MS) : heartbeatMs;
  return every * (0.8 + random * 0.4);
}

/** What a heartbeat that was not taken means: missed may come right again, all else says that the agent is not ours. */
export const afterBeatFault = (kind: FaultKind): 'missed' | 'lost' =>
  kind === 'transient' ? 'missed' : 'lost';
