/** A machine that sleeps now and then is not suspect; one that loses its agents so often, with no success between, is. */
export const MOST_LOST_IN_A_ROW = 3;

/** An agent of a runner that has ended; lost: its lease ran out. */
export interface AgentEnd {
  lost: boolean;
  endedAtMs: number;
}

/**
 * Whether a runner is to be held back, by its last agents, newest first: too many were lost with none between that
 * ended otherwise. Those lost within `togetherMs` of the one before were lost at once, which counts as one.
 */
export function isSuspect(ends: AgentEnd[], togetherMs: number): boolean {
  const other = ends.findIndex(({ lost }) => !lost);
  const streak = other < 0 ? ends : ends.slice(0, other);
  const times = streak.filter((end, i) => {
    const before = streak[i + 1];
    return !before || end.endedAtMs - before.endedAtMs > togetherMs;
  });
  return times.length >= MOST_LOST_IN_A_ROW;
}
