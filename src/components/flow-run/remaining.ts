import type { FlowDocument } from '@/contract/flow';
import { planFlow, type Range, type RoleHistory } from '@/contract/flow-plan';
import { hasEnded, type NodeState } from './node-states';

/**
 * From how long to how long a run may still take, in milliseconds: what has not ended, by what tasks of its roles took
 * before. What is at work may be about to end, which the low end takes off. null where a role has no history.
 */
export function remainingOf(
  flow: FlowDocument,
  states: ReadonlyMap<string, NodeState>,
  history: readonly RoleHistory[],
  now: number,
): Range | null {
  const open = new Set(
    flow.nodes.flatMap(({ id }) => (hasEnded(states.get(id)?.status ?? 'waiting') ? [] : [id])),
  );
  const rest = {
    ...flow,
    nodes: flow.nodes.filter(({ id }) => open.has(id)),
    edges: flow.edges.filter(({ source, target }) => open.has(source) && open.has(target)),
  };
  const { ms } = planFlow(rest, history);
  if (!ms) return null;
  const spent = [...open].map((id) => {
    const state = states.get(id);
    return state?.status === 'running' && state.startedAt ? now - Date.parse(state.startedAt) : 0;
  });
  return [Math.max(0, ms[0] - Math.max(0, ...spent)), ms[1]];
}
