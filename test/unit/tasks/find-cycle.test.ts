import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findCycle } from '@/contract/find-cycle';
import { shortestWay } from '@/domain/tasks/shortest-way';

const graphs = fc
  .integer({ min: 1, max: 12 })
  .chain((n) =>
    fc
      .uniqueArray(fc.tuple(fc.nat(n - 1), fc.nat(n - 1)), { maxLength: 3 * n, selector: String })
      .map((edges) => ({ n, edges })),
  );

/** By the definition: whether some node is reached from itself. */
const reaches = (n: number, edges: [number, number][]) => {
  const reach = Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (_, j) => edges.some(([a, b]) => a === i && b === j)),
  );
  for (let k = 0; k < n; k++)
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) reach[i]![j] ||= reach[i]![k]! && reach[k]![j]!;
  return reach;
};

describe('a circle', () => {
  it('is found exactly where there is one, and is one', () => {
    fc.assert(
      fc.property(graphs, ({ n, edges }) => {
        const next = (node: string) => edges.filter(([a]) => String(a) === node).map(([, b]) => String(b));
        const cycle = findCycle(
          Array.from({ length: n }, (_, i) => String(i)),
          next,
        );
        const reach = reaches(n, edges);
        expect(cycle !== null).toBe(reach.some((row, i) => row[i]));
        if (!cycle) return;
        expect(cycle.at(-1)).toBe(cycle[0]);
        expect(new Set(cycle).size).toBe(cycle.length - 1);
        for (const [i, node] of cycle.slice(1).entries()) expect(next(cycle[i]!)).toContain(node);
      }),
      { numRuns: 500 },
    );
  });

  it('is looked for in no time among many', () => {
    const many = Array.from({ length: 20_000 }, (_, i) => String(i));
    expect(
      findCycle(many, (node) => [String(Number(node) + 1)].filter((to) => Number(to) < 20_000)),
    ).toBeNull();
    expect(findCycle(many, (node) => [String((Number(node) + 1) % 20_000)])).toHaveLength(20_001);
  });
});

describe('a way', () => {
  it('is the shortest there is, or none', () => {
    fc.assert(
      fc.property(graphs, ({ n, edges }) => {
        const next = (node: string) => edges.filter(([a]) => String(a) === node).map(([, b]) => String(b));
        const goal = String(n - 1);
        const way = shortestWay(next, ['0'], new Set([goal]));
        expect(way !== null).toBe(n === 1 || reaches(n, edges)[0]![n - 1]!);
        if (!way) return;
        expect([way[0], way.at(-1)]).toEqual(['0', goal]);
        expect(new Set(way).size).toBe(way.length);
        for (const [i, node] of way.slice(1).entries()) expect(next(way[i]!)).toContain(node);
      }),
    );
  });
});
