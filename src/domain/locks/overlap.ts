import type { CanonicalPattern } from './canonical-path';

export type Lockable = Pick<CanonicalPattern, 'kind' | 'matchKey'>;

/**
 * Whether some path falls under both patterns. Two plain paths also meet where one lies beneath the other: no tree
 * can hold both a file and something in it. Segment by segment, without regular expressions: patterns come from
 * people and models, and the time is bounded by the product of the lengths.
 */
export function overlaps(a: Lockable, b: Lockable): boolean {
  if (a.kind !== 'glob' && b.kind !== 'glob') return contains(a, b) || contains(b, a);
  return meet(segmentsOf(a), segmentsOf(b), ANY_DEPTH, (x, y) => meet([...x], [...y], '*', sameCharacter));
}

/** Whether one stands in the way of the other: those who only read the same do not. */
export const clashes = (a: Lockable & { shared?: boolean }, b: Lockable & { shared?: boolean }): boolean =>
  !(a.shared && b.shared) && overlaps(a, b);

const ANY_DEPTH = '**';

const contains = (a: Lockable, b: Lockable): boolean => withSlash(b).startsWith(withSlash(a));
const withSlash = ({ matchKey }: Lockable): string => (matchKey.endsWith('/') ? matchKey : `${matchKey}/`);

function segmentsOf({ kind, matchKey }: Lockable): string[] {
  const segments = matchKey.split('/').filter((segment) => segment !== '');
  return kind === 'directory' ? [...segments, ANY_DEPTH] : segments;
}

const sameCharacter = (x: string, y: string): boolean => x === y || x === '?' || y === '?';

/** Whether two sequences, in which `any` stands for zero or more items, can spell the same thing. */
function meet(a: string[], b: string[], any: string, same: (x: string, y: string) => boolean): boolean {
  // below[j]: whether a from i + 1 on meets b from j on; row[j]: the same from i on.
  let below: boolean[] = [];
  for (let i = a.length; i >= 0; i--) {
    const row: boolean[] = [];
    for (let j = b.length; j >= 0; j--) {
      const x = a[i];
      const y = b[j];
      if (x === undefined && y === undefined) row[j] = true;
      else if (x === any) row[j] = below[j]! || (y !== undefined && row[j + 1]!);
      else if (y === any) row[j] = row[j + 1]! || (x !== undefined && below[j]!);
      else row[j] = x !== undefined && y !== undefined && below[j + 1]! && same(x, y);
    }
    below = row;
  }
  return below[0]!;
}
