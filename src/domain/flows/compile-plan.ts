import type { FlowDocument, FlowNode } from '@/contract/flow';
import { isContainer, kindOf, membersOf } from '@/contract/flow-settings';
import { compileMembers } from './compile-members';
import { compileStrategy } from './compile-strategy';
import type { Plan } from './plan';
import { type Compiling, planBuilder, type Where } from './plan-builder';

/**
 * The steps that a flow runs as. The document must be free of faults: what leads nowhere is left out here. One pass over
 * nodes and edges, loops aside.
 */
export function compilePlan(flow: FlowDocument): Plan {
  const builder = planBuilder();
  const parents = new Map(flow.nodes.map(({ id, parent }) => [id, parent]));
  const compiling: Compiling = {
    flow,
    builder,
    members: membersOf(flow),
    parents,
    compile: (...one) => compileNode(compiling, ...one),
  };
  const top = { within: null, group: null };
  const counter =
    flow.maxWorkers === undefined
      ? null
      : builder.add({ kind: 'join', strict: false }, top, {
          node: { id: '' },
          part: 'count',
          most: flow.maxWorkers,
        });
  const where: Where = { within: null, group: counter === null ? null : { step: counter, up: 0 } };
  const roots = flow.nodes.filter(({ parent }) => parent === undefined);
  compileMembers(compiling, roots, where, { parent: undefined, barrier: flow.barrier === true });
  return builder.plan();
}

function compileNode(compiling: Compiling, node: FlowNode, where: Where, part: string | null): number {
  const { builder } = compiling;
  if (isContainer(node)) {
    const most = kindOf(node) === 'cascade' ? null : (node.config?.maxWorkers ?? null);
    const step = builder.add({ kind: 'each', body: [] }, where, { node, part, most });
    const group = most !== null ? { step, up: 1 } : where.group && { ...where.group, up: where.group.up + 1 };
    compileStrategy(compiling, node, { within: step, group });
    return step;
  }
  const kind = kindOf(node);
  if (kind === 'condition')
    return node.condition
      ? builder.add({ kind: 'choice', condition: node.condition }, where, { node, part })
      : builder.add({ kind: 'join', strict: false }, where, { node, part });
  if (kind === 'join')
    return builder.add({ kind: 'join', strict: false }, where, {
      node,
      part,
      enough: node.config?.joinOn === 'any' ? 1 : undefined,
    });
  return builder.add({ kind: kind === 'review' || kind === 'wait' ? kind : 'task' }, where, { node, part });
}
