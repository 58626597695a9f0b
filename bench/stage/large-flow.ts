const ROWS = 20;

/** A flow in columns of twenty tasks, each waiting for two of the column before, behind one gate: nothing of it begins. */
export function largeFlow(many: number) {
  const gate = { id: 'gate', kind: 'review', label: 'Gate', position: { x: -300, y: 0 } };
  const tasks = Array.from({ length: many - 1 }, (_, i) => ({
    id: `n${i}`,
    label: `Node ${i}`,
    instructions: 'Do it.',
    position: { x: Math.floor(i / ROWS) * 300, y: (i % ROWS) * 90 },
  }));
  const edges = tasks.flatMap(({ id }, i) => {
    const before = i < ROWS ? ['gate'] : [`n${i - ROWS}`, `n${i - ROWS - (i % ROWS === 0 ? 0 : 1)}`];
    return [...new Set(before)].map((source) => ({ id: `${source}-${id}`, source, target: id }));
  });
  return { name: `${many} nodes`, nodes: [gate, ...tasks], edges };
}
