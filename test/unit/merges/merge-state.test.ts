import { describe, expect, it } from 'vitest';
import { MERGE_PHASE, MergeState } from '@/contract/merge';
import { byPlace, mergeStateOf } from '@/domain/merges/merge-state';

describe('how a task stands in its line', () => {
  it.each([
    [undefined, 'queued'],
    [null, 'merging'],
    ['laying it over the tip', 'merging'],
    [MERGE_PHASE.waiting, 'waiting'],
    [MERGE_PHASE.bisecting, 'bisecting'],
  ] as const)('says of an agent in the phase %s: %s', (phase, state) => {
    expect(mergeStateOf(phase)).toBe(state);
  });

  it('is who is proven, who waits on a runner, who waits for one, and of those that stand alike the oldest first', () => {
    const [early, late] = ['2026-11-22T08:00:00Z', '2026-11-22T09:00:00Z'];
    const line = MergeState.options.flatMap((state) =>
      [late, early, late].map((since) => ({ state, since })),
    );
    const told = line
      .sort(byPlace)
      .map(({ state, since }) => `${state} ${since === early ? 'early' : 'late'}`);
    expect(told).toEqual(
      ['merging', 'bisecting', 'waiting', 'queued'].flatMap((state) => [
        `${state} early`,
        `${state} late`,
        `${state} late`,
      ]),
    );
  });
});
