import type { FlowNode } from '@/contract/flow';
import type { FlowCondition } from '@/contract/flow-condition';
import { kindOf } from '@/contract/flow-settings';
import { compileMembers } from './compile-members';
import type { Way } from './plan';
import type { Compiling, Where } from './plan-builder';

/** What a judge or a voter may say to be for it. */
export const YES: FlowCondition = {
  any: [
    { path: 'output.accept', op: 'eq', value: true },
    { path: 'output.approve', op: 'eq', value: true },
    {
      path: 'output.verdict',
      op: 'in',
      value: ['accept', 'accepted', 'approve', 'approved', 'pass', 'passed', 'yes'],
    },
  ],
};

interface Container {
  compiling: Compiling;
  node: FlowNode;
  where: Where;
  members: FlowNode[];
  judge: FlowNode | undefined;
}
type Strategy = (container: Container) => void;

/** Puts the members of a container into its rounds, linked as its strategy has it. A round fails where a failure is left that nobody took care of. */
export function compileStrategy(compiling: Compiling, node: FlowNode, where: Where): void {
  const all = compiling.members.get(node.id) ?? [];
  const judge = all.find(({ part }) => part === 'judge');
  const members = all.filter((one) => one !== judge);
  STRATEGIES[kindOf(node)]?.({ compiling, node, where, members, judge });
  const { builder } = compiling;
  const step = builder.at(where.within!);
  if (step.kind === 'each') step.body = builder.bodyOf(where.within!);
}

const asDrawn: Strategy = ({ compiling, node, where }) =>
  compileMembers(compiling, compiling.members.get(node.id) ?? [], where, { parent: node.id, barrier: false });

const STRATEGIES: Partial<Record<string, Strategy>> = {
  parallel: asDrawn,
  'fan-out': asDrawn,
  sequential({ compiling, node, where, members }) {
    const on = node.config?.stopOnFailure === false ? 'end' : 'success';
    const steps = members.map((one) => compiling.compile(one, where, null));
    for (let i = 1; i < steps.length; i++) compiling.builder.link(steps[i - 1]!, steps[i]!, { on });
  },
  fallback({ compiling, where, members }) {
    const steps = members.map((one) => compiling.compile(one, where, null));
    for (let i = 1; i < steps.length; i++)
      compiling.builder.link(steps[i - 1]!, steps[i]!, { on: 'failure' });
  },
  batched({ compiling, node, where, members }) {
    const { builder } = compiling;
    const size = node.config?.batchSize ?? members.length;
    let gate: number | null = null;
    for (let from = 0; from < members.length; from += size) {
      const batch = members.slice(from, from + size).map((one) => compiling.compile(one, where, null));
      if (gate !== null) for (const step of batch) builder.link(gate, step, { on: 'end' });
      if (from + size >= members.length) break;
      gate = builder.add({ kind: 'join', strict: false }, where, { node, part: `batch ${from / size + 1}` });
      for (const step of batch) builder.link(step, gate, { on: 'end' });
    }
  },
  'n-version'(container) {
    const { compiling, node, where, members, judge } = container;
    const versions = members.length === 1 ? (node.config?.versions ?? 3) : 1;
    const steps = members.flatMap((one) =>
      Array.from({ length: versions }, (_, i) =>
        compiling.compile(one, where, versions === 1 ? null : `version ${i + 1}`),
      ),
    );
    const some = atLeast(container, steps, 1, {});
    if (judge) judgeAll(container, judge, steps, some);
  },
  debate({ compiling, node, where, members, judge }) {
    const { builder } = compiling;
    let before: number[] = [];
    for (let round = 1; round <= (node.config?.rounds ?? 2); round++) {
      const now = members.map((one) => compiling.compile(one, where, `round ${round}`));
      for (const from of before) for (const to of now) builder.link(from, to, { on: 'success' });
      before = now;
    }
    if (!judge) return;
    const step = compiling.compile(judge, where, null);
    for (const from of before) builder.link(from, step, { on: 'success' });
  },
  cascade(container) {
    const { compiling, node, where, members, judge } = container;
    const { builder } = compiling;
    const accepted: number[] = [];
    let gate: number | null = null;
    for (const [i, one] of members.entries()) {
      const step = compiling.compile(one, where, null);
      if (gate !== null) builder.link(gate, step, { on: 'success' });
      const isLast = i === members.length - 1;
      const judged = judge ? compiling.compile(judge, where, `after ${one.id}`) : null;
      if (judged !== null) builder.link(step, judged, { on: 'success' }, true);
      accepted.push(judged ?? step);
      if (isLast) continue;
      gate = builder.add({ kind: 'join', strict: false }, where, { node, part: `not ${one.id}`, enough: 1 });
      builder.link(step, gate, { on: 'failure' }, true);
      if (judged !== null) {
        builder.link(judged, gate, { on: 'failure' }, true);
        builder.link(judged, gate, { on: 'success', unless: YES });
      }
    }
    atLeast(container, accepted, 1, judge ? { when: YES } : {});
  },
  panel(container) {
    const { compiling, node, where, members, judge } = container;
    const steps = members.map((one) => compiling.compile(one, where, null));
    if (judge) return judgeAll(container, judge, steps, atLeast(container, steps, 1, {}));
    const votes = node.config?.votes ?? Math.floor(members.length / 2) + 1;
    atLeast(container, steps, votes, { when: YES });
  },
};

/** A step that fails unless so many of these succeed in this way; what they fail of is taken care of by it. */
function atLeast(
  { compiling: { builder }, node, where }: Container,
  steps: number[],
  enough: number,
  way: Pick<Way, 'when'>,
): number {
  const gate = builder.add({ kind: 'join', strict: true }, where, {
    node,
    part: `at least ${enough}`,
    enough,
  });
  for (const step of steps) builder.link(step, gate, { on: 'success', ...way }, true);
  return gate;
}

/** A judge that begins when all have ended and some of them succeeded. */
function judgeAll({ compiling, where }: Container, judge: FlowNode, steps: number[], some: number): void {
  const step = compiling.compile(judge, where, null);
  for (const from of steps) compiling.builder.link(from, step, { on: 'end' });
  compiling.builder.link(some, step, { on: 'success' });
}
