import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalPattern } from '@/domain/locks/canonical-path';
import { type Lockable, overlaps } from '@/domain/locks/overlap';

const meets = (a: string, b: string) => overlaps(canonicalPattern(a), canonicalPattern(b));

describe('two file locks overlap', () => {
  it.each([
    ['src/a.ts', 'src/a.ts'],
    ['src/', 'src/a/b.ts'],
    ['src', 'src/a.ts'],
    ['src', 'src/a/'],
    ['src', 'src/'],
    ['src/*.ts', 'src/a.ts'],
    ['src/*.ts', 'src/a*'],
    ['**/*.test.ts', 'src/deep/er/a.test.ts'],
    ['src/**', 'src/a/b'],
    ['a/**/z', 'a/z'],
    ['*/b', 'a/*'],
    ['A.ts', 'a.TS'],
    ['**', 'anything/at/all'],
    ['a?c', 'abc'],
    ['💡?', '💡💡'],
  ])('%s and %s', (a, b) => {
    expect([meets(a, b), meets(b, a)]).toEqual([true, true]);
  });

  it.each([
    ['src/a.ts', 'src/b.ts'],
    ['src/', 'srcs/a.ts'],
    ['*', 'a/b'],
    ['src/*.ts', 'src/a.js'],
    ['src/*.ts', 'src/a/b.ts'],
    ['a?c', 'ac'],
    ['**/x', 'a/y'],
    ['**/*.test.ts', 'src/a.ts'],
    ['src/a/*', 'src/a'],
    ['?', '💡💡'],
  ])('%s and %s do not', (a, b) => {
    expect([meets(a, b), meets(b, a)]).toEqual([false, false]);
  });
});

const SEGMENTS = ['a', 'b', 'aa', 'ab', 'ba', 'bb', 'aaa', 'aab', 'aba', 'abb', 'baa', 'bab', 'bba', 'bbb'];
const PAIRS = SEGMENTS.flatMap((x) => SEGMENTS.map((y) => `${x}/${y}`));
/** No two patterns of at most two segments need a longer path to meet than one of four segments of three letters. */
const SHORT = [...SEGMENTS, ...PAIRS];
const LONG = PAIRS.flatMap((x) => SHORT.map((y) => `${x}/${y}`));

/** The meaning of a pattern, said in the plainest way. */
function covers({ kind, matchKey }: Lockable, path: string, plain: boolean): boolean {
  const own = matchKey.replace(/\/$/, '');
  if (kind === 'file' && !plain) return path === own;
  if (kind !== 'glob') return path === own || path.startsWith(`${own}/`);
  return coversFrom(matchKey.split('/'), path.split('/'));
}
function coversFrom([head, ...rest]: string[], path: string[]): boolean {
  if (head === undefined) return path.length === 0;
  if (head === '**')
    return coversFrom(rest, path) || (path.length > 0 && coversFrom([head, ...rest], path.slice(1)));
  return path.length > 0 && spells([...head], [...path[0]!]) && coversFrom(rest, path.slice(1));
}
function spells([head, ...rest]: string[], text: string[]): boolean {
  if (head === undefined) return text.length === 0;
  if (head === '*') return spells(rest, text) || (text.length > 0 && spells(['*', ...rest], text.slice(1)));
  return text.length > 0 && (head === '?' || head === text[0]) && spells(rest, text.slice(1));
}

const segment = fc.oneof(
  fc.constantFrom('a', 'b', 'ab', 'ba', '*', 'a*', '*b', '?', '?b', 'a?', 'a*b'),
  fc.constantFrom('a', 'b', 'ab', '**'),
);
const pattern = fc
  .tuple(fc.array(segment, { minLength: 1, maxLength: 2 }), fc.boolean())
  .map(([segments, slash]) => canonicalPattern(segments.join('/') + (slash ? '/' : '')));

describe('overlap of any two patterns', () => {
  it('is the existence of a path under both', () => {
    fc.assert(
      fc.property(pattern, pattern, (a, b) => {
        const plain = a.kind !== 'glob' && b.kind !== 'glob';
        const common = (path: string) => covers(a, path, plain) && covers(b, path, plain);
        const said = overlaps(a, b);
        if (!said) expect(SHORT.filter(common)).toEqual([]);
        else if (!SHORT.some(common)) expect(LONG.some(common)).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });

  it('does not depend on their order', () => {
    fc.assert(
      fc.property(pattern, pattern, (a, b) => overlaps(a, b) === overlaps(b, a)),
      { numRuns: 2_000 },
    );
  });

  it('holds of every pattern with itself', () => {
    fc.assert(
      fc.property(pattern, (a) => overlaps(a, a)),
      { numRuns: 500 },
    );
  });

  it('is decided for the worst that is allowed, where backtracking would never end', () => {
    const worst = (letter: string) =>
      canonicalPattern(`**/${'*a'.repeat(80)}${letter}/**/${'a*'.repeat(80)}${letter}/**`);
    expect(overlaps(worst('b'), worst('b'))).toBe(true);
    expect(overlaps(worst('b'), worst('c'))).toBeTypeOf('boolean');
  });
});
