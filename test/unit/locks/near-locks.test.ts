import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anchorOf, anchorsAbove, beyondAnchor } from '@/domain/locks/anchor';
import { type CanonicalPattern, canonicalPattern } from '@/domain/locks/canonical-path';
import { NearLocks, type Owned } from '@/domain/locks/near-locks';
import { overlaps } from '@/domain/locks/overlap';

const PARTS = ['a', 'b', 'ab', 'a0', 'a-', '*', 'a*', '?b', '**', 'é'];
/** Every pattern of up to three of these parts that a project can have, as a file and as a directory. */
const PATTERNS: CanonicalPattern[] = [
  ...PARTS,
  ...PARTS.flatMap((x) => PARTS.map((y) => `${x}/${y}`)),
  ...PARTS.flatMap((x) => ['a', 'ab', '**'].flatMap((y) => ['b', '*', 'a0'].map((z) => `${x}/${y}/${z}`))),
].flatMap((path) => [canonicalPattern(path), canonicalPattern(`${path}/`)]);
const MEETS = PATTERNS.map((x) => PATTERNS.map((y) => overlaps(x, y)));

describe('locks that lie near', () => {
  it('hold no overlap twice and invent no conflict, over many sets of wishes', () => {
    const wish = fc.record({ of: fc.nat(2), pattern: fc.nat(PATTERNS.length - 1) });
    fc.assert(
      fc.property(fc.array(wish, { minLength: 2, maxLength: 4 }), (wishes) => {
        const near = new NearLocks<Owned>();
        const held: { of: number; pattern: number }[] = [];
        for (const { of, pattern } of wishes) {
          const lock = { ...PATTERNS[pattern]!, projectId: 'p', taskId: String(of) };
          const stands = held.some((one) => one.of !== of && MEETS[one.pattern]![pattern]!);
          if ((near.conflict(lock) !== undefined) !== stands) return false;
          if (stands) continue;
          near.add(lock);
          held.push({ of, pattern });
        }
        return true;
      }),
      { numRuns: Number(process.env.LOCK_RUNS ?? 20_000) },
    );
  }, 600_000);

  it('are those of the same project alone', () => {
    const near = new NearLocks<Owned>();
    near.add({ ...canonicalPattern('src/'), projectId: 'p', taskId: '1' });
    const wanted = { ...canonicalPattern('src/a.ts'), taskId: '2' };
    expect(near.conflict({ ...wanted, projectId: 'q' })).toBeUndefined();
    expect(near.conflict({ ...wanted, projectId: 'p' })).toMatchObject({ matchKey: 'src/' });
  });
});

describe('an anchor', () => {
  it.each([
    ['a.ts', 'a.ts/', ['']],
    ['src/', 'src/', ['']],
    ['src/a/b.ts', 'src/a/b.ts/', ['', 'src/', 'src/a/']],
    ['src/*.ts', 'src/', ['']],
    ['src/a/**/z', 'src/a/', ['', 'src/']],
    ['**', '', []],
    ['a?/b', '', []],
  ])('of %s is %j', (path, anchor, above) => {
    expect(anchorOf(canonicalPattern(path))).toBe(anchor);
    expect(anchorsAbove(anchor)).toEqual(above);
  });

  it('bounds all that lies beneath, and nothing else', () => {
    const anchors = [...new Set(PATTERNS.map(anchorOf))];
    for (const x of anchors)
      for (const y of anchors) expect(y >= x && y < beyondAnchor(x)).toBe(y.startsWith(x));
  });

  it('is where two patterns must meet if they overlap at all', () => {
    const beneath = (x: string, y: string) => x.startsWith(y) || y.startsWith(x);
    PATTERNS.forEach((x, i) => {
      const near = PATTERNS.every((y, j) => !MEETS[i]![j] || beneath(anchorOf(x), anchorOf(y)));
      expect(near, x.pattern).toBe(true);
    });
  });
});
