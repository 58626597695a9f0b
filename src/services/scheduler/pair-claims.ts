/** A claim that waits and a task it could get; pure, so that every rule of pairing is tested without a database. */
export interface Wanting {
  runnerId: string;
}
export interface Offered {
  id: string;
  ready: 'work' | 'verify' | 'merge';
  pinned_runner_id: string | null;
}

/**
 * Pairs tasks, in claim order, with waiting claims, in the order they came. A verify or merge that only one
 * machine can do goes to a claim of that machine alone.
 */
export function pairClaims<W extends Wanting, O extends Offered>(
  wants: W[],
  offers: O[],
): { want: W; offer: O }[] {
  const free = [...wants];
  const pairs: { want: W; offer: O }[] = [];
  for (const offer of offers) {
    const pin = offer.ready === 'work' ? null : offer.pinned_runner_id;
    const at = pin === null ? 0 : free.findIndex((want) => want.runnerId === pin);
    const [want] = at < 0 || at >= free.length ? [] : free.splice(at, 1);
    if (want) pairs.push({ want, offer });
  }
  return pairs;
}
