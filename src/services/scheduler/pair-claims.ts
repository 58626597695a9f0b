import type { VerifyBy } from '@/contract/project';

/** A claim that waits and a task it could get; pure, so that every rule of pairing is tested without a database. */
export interface Wanting {
  runnerId: string;
}
export interface Offered {
  id: string;
  ready: 'work' | 'verify' | 'merge';
  /** The runner that made its commit. */
  pinned_runner_id: string | null;
  verify_by: VerifyBy;
  /** Runners that a person took it away from. */
  avoid_runner_ids: string[];
  /** The one that has the engine's session, as long as the task waits for it. */
  prefer_runner_id: string | null;
}

/**
 * Pairs tasks, in claim order, with waiting claims, in the order they came. A verify or merge that only one
 * machine can do goes to a claim of that machine alone, a verify that wants another machine to any but that one; work goes to none that it was taken away from, and only to
 * the one that has its session where it waits for that.
 */
export function pairClaims<W extends Wanting, O extends Offered>(
  wants: W[],
  offers: O[],
): { want: W; offer: O }[] {
  const free = [...wants];
  const pairs: { want: W; offer: O }[] = [];
  for (const offer of offers) {
    const at = free.findIndex((want) => suits(want, offer));
    const [want] = at < 0 ? [] : free.splice(at, 1);
    if (want) pairs.push({ want, offer });
  }
  return pairs;
}

function suits({ runnerId }: Wanting, offer: Offered): boolean {
  const { ready, pinned_runner_id, avoid_runner_ids, prefer_runner_id } = offer;
  if (ready === 'work')
    return !avoid_runner_ids.includes(runnerId) && (prefer_runner_id ?? runnerId) === runnerId;
  if (ready === 'verify' && offer.verify_by === 'another_runner') return pinned_runner_id !== runnerId;
  return pinned_runner_id === null || pinned_runner_id === runnerId;
}
