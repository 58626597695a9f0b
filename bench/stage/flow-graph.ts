/** A graph by what each of its nodes needs; nodes are named by their place. */
export interface FlowGraph {
  needs: number[][];
  edges: number;
}

const WIDE = 200;
const EACH_NEEDS = 3;

/** Layers of two hundred nodes, each of which needs three of the layer before; of 10,000 nodes 29,400 edges. */
export const layeredGraph = (many: number): FlowGraph =>
  graphOf(
    Array.from({ length: many }, (_, i) => {
      const before = (Math.floor(i / WIDE) - 1) * WIDE;
      if (before < 0) return [];
      return Array.from({ length: EACH_NEEDS }, (_, nth) => before + ((i * 7 + nth * 61) % WIDE));
    }),
  );

/** So many nodes side by side before one. */
export const fanInGraph = (many: number): FlowGraph =>
  graphOf([...Array.from({ length: many }, () => []), Array.from({ length: many }, (_, i) => i)]);

/** So many nodes one after another. */
export const chainGraph = (many: number): FlowGraph =>
  graphOf(Array.from({ length: many }, (_, i) => (i === 0 ? [] : [i - 1])));

const graphOf = (needs: number[][]): FlowGraph => ({
  needs,
  edges: needs.reduce((sum, of) => sum + of.length, 0),
});

/** The same as a flow of ours, of a role that makes no commit. */
export const flowOf = ({ needs }: FlowGraph) => ({
  name: `${needs.length} nodes`,
  nodes: needs.map((_, i) => ({
    id: `n${i}`,
    role: 'planner',
    instructions: 'Do it.',
    config: { maxRetries: 0 },
  })),
  edges: needs.flatMap((of, i) =>
    of.map((from) => ({ id: `n${from}-n${i}`, source: `n${from}`, target: `n${i}` })),
  ),
});
