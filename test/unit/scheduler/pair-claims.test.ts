import { describe, expect, it } from 'vitest';
import type { VerifyBy } from '@/contract/project';
import { pairClaims } from '@/services/scheduler/pair-claims';

const want = (runnerId: string) => ({ runnerId });
const offer = (id: string, ready: 'work' | 'verify' | 'merge' = 'work', pin: string | null = null) => ({
  id,
  ready,
  pinned_runner_id: pin,
  verify_by: 'any' as VerifyBy,
  avoid_runner_ids: [] as string[],
  prefer_runner_id: null as string | null,
});

describe('pairing tasks with waiting claims', () => {
  it('keeps both orders', () => {
    const pairs = pairClaims([want('a'), want('b')], [offer('1'), offer('2'), offer('3')]);
    expect(pairs.map(({ want, offer }) => [want.runnerId, offer.id])).toEqual([
      ['a', '1'],
      ['b', '2'],
    ]);
  });

  it('gives a pinned verification to its own machine only', () => {
    const pairs = pairClaims([want('a'), want('b')], [offer('1', 'verify', 'b'), offer('2')]);
    expect(pairs.map(({ want, offer }) => [want.runnerId, offer.id])).toEqual([
      ['b', '1'],
      ['a', '2'],
    ]);
  });

  it('gives a verification that wants another machine to any but the one that made the commit', () => {
    const apart = (ready: 'verify' | 'merge') => ({
      ...offer('1', ready, 'a'),
      verify_by: 'another_runner' as const,
    });
    expect(pairClaims([want('a')], [apart('verify')])).toEqual([]);
    expect(pairClaims([want('a'), want('b')], [apart('verify')])[0]?.want.runnerId).toBe('b');
    expect(
      pairClaims([want('b'), want('a')], [apart('merge')])[0]?.want.runnerId,
      'a merge moves what lies there',
    ).toBe('a');
  });

  it('leaves a pinned merge alone while its machine does not ask', () => {
    expect(pairClaims([want('a')], [offer('1', 'merge', 'b'), offer('2')]).map((p) => p.offer.id)).toEqual([
      '2',
    ]);
  });

  it('lets any machine do the work again, whatever machine did it before', () => {
    expect(pairClaims([want('a')], [offer('1', 'work', 'b')])).toHaveLength(1);
  });

  it('keeps work from a machine that it was taken away from', () => {
    const taken = { ...offer('1'), avoid_runner_ids: ['a'] };
    expect(pairClaims([want('a'), want('b')], [taken]).map((p) => p.want.runnerId)).toEqual(['b']);
    expect(pairClaims([want('a')], [taken])).toEqual([]);
    expect(pairClaims([want('a')], [{ ...taken, ready: 'verify' as const }])).toHaveLength(1);
  });

  it('gives no claim two tasks and no task to two claims', () => {
    const pairs = pairClaims([want('a'), want('a')], [offer('1'), offer('2', 'verify', 'a'), offer('3')]);
    expect(new Set(pairs.map((p) => p.want)).size).toBe(pairs.length);
    expect(new Set(pairs.map((p) => p.offer.id)).size).toBe(pairs.length);
  });
});
