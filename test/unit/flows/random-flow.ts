import type { FlowDocument, FlowEdge, FlowNode, FlowNodeKind } from '@/contract/flow';
import type { Random } from '../../simulation/random';

const CONTAINERS: FlowNodeKind[] = [
  'parallel',
  'sequential',
  'fallback',
  'batched',
  'fan-out',
  'n-version',
  'debate',
  'cascade',
  'panel',
];
const JUDGED = new Set<FlowNodeKind>(['n-version', 'debate', 'cascade', 'panel']);

/** A flow without faults: edges lead on, containers hold containers three deep. */
export function randomFlow(random: Random): FlowDocument {
  const nodes: FlowNode[] = [];
  const edges: FlowEdge[] = [];
  const addNodes = (parent: string | undefined, most: number, depth: number, drawn: boolean) => {
    const here: FlowNode[] = [];
    for (let i = random.int(1, most); i > 0; i--) {
      const kind: FlowNodeKind = random.chance(depth < 3 ? 0.2 : 0)
        ? random.pick(CONTAINERS)
        : drawn && random.chance(0.15)
          ? random.pick<FlowNodeKind>(['condition', 'join', 'review', 'wait'])
          : 'task';
      const node: FlowNode = { id: `n${nodes.length}`, kind, parent, config: configOf(kind) };
      if (kind === 'condition') node.condition = { path: 'status', op: 'exists' };
      nodes.push(node);
      here.push(node);
    }
    for (const [i, target] of here.entries())
      for (const source of drawn ? here.slice(Math.max(0, i - 6), i) : [])
        if (random.chance(0.3)) {
          edges.push({
            id: `e${edges.length}`,
            source: source.id,
            target: target.id,
            on: random.pick(['success', 'success', 'success', 'failure', 'any'] as const),
            ...(random.chance(0.2) && { condition: { path: 'output', op: 'exists' } }),
            ...(source.kind === 'condition' && { sourceHandle: random.pick(['true', 'false']) }),
          });
        }
    for (const node of here) {
      const kind = node.kind!;
      if (!CONTAINERS.includes(kind)) continue;
      addNodes(node.id, 4, depth + 1, kind === 'parallel' || kind === 'fan-out');
      if (JUDGED.has(kind) && random.chance(0.6))
        nodes.push({ id: `n${nodes.length}`, kind: 'task', part: 'judge', parent: node.id });
    }
  };
  const configOf = (kind: FlowNodeKind): FlowNode['config'] => ({
    ...(random.chance(0.5) &&
      ['parallel', 'batched', 'fan-out'].includes(kind) && { maxWorkers: random.int(1, 3) }),
    ...(kind === 'sequential' && random.chance(0.5) && { stopOnFailure: false }),
    ...(kind === 'batched' && { batchSize: random.int(1, 3) }),
    ...(kind === 'n-version' && { versions: random.int(1, 3) }),
    ...(kind === 'debate' && { rounds: random.int(1, 3) }),
    ...(kind === 'panel' && random.chance(0.5) && { votes: random.int(1, 3) }),
    ...(kind === 'join' && { joinOn: random.pick(['all', 'any'] as const) }),
  });
  addNodes(undefined, 14, 0, true);
  return {
    name: 'Random',
    nodes,
    edges,
    ...(random.chance(0.3) && { maxWorkers: random.int(1, 4) }),
    ...(random.chance(0.15) && { barrier: true }),
  };
}
