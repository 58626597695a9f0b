import { MERGE_PHASE, type MergeState } from '@/contract/merge';

/** How a task in MERGING stands in its line, by what its live agent says last; `undefined` where it has none. */
export function mergeStateOf(phase: string | null | undefined): MergeState {
  if (phase === undefined) return 'queued';
  if (phase === MERGE_PHASE.bisecting) return 'bisecting';
  return phase === MERGE_PHASE.waiting ? 'waiting' : 'merging';
}

const ORDER: Record<MergeState, number> = { merging: 0, bisecting: 1, waiting: 2, queued: 3 };

/** Whether one comes before another in a line: who is being proven, who waits on a runner, who waits for one; oldest first. */
export const byPlace = (
  a: { state: MergeState; since: string },
  b: { state: MergeState; since: string },
): number => ORDER[a.state] - ORDER[b.state] || (a.since < b.since ? -1 : Number(a.since > b.since));
