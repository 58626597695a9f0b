import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_NESTING, nestsDeeper } from '@/lib/nests-deeper';

const asked = (text: string) => nestsDeeper(Buffer.from(text));
const lists = (depth: number, inside = '') => '['.repeat(depth) + inside + ']'.repeat(depth);

describe('values within one another', () => {
  it('are counted as deep as they stand', () => {
    expect([asked(lists(MOST_NESTING)), asked(lists(MOST_NESTING + 1))]).toEqual([false, true]);
    expect(asked('{"a":'.repeat(MOST_NESTING + 1))).toBe(true);
    expect(asked(`[${'[],'.repeat(1_000)}[]]`)).toBe(false);
  });

  it('are none where a text only looks like them', () => {
    for (const text of [lists(500), `\\"${lists(500)}`, '\\', '"'])
      expect(asked(lists(MOST_NESTING, JSON.stringify(text)))).toBe(false);
    fc.assert(fc.property(fc.json({ maxDepth: 20 }), (json) => !asked(json)));
  });
});
