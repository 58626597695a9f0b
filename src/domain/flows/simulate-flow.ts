import { checkFlow } from '@/contract/check-flow';
import type { BodyOf } from '@/contract/endpoint';
import { type FlowScope, meets, valueAt } from '@/contract/flow-condition';
import type { simulateFlow as endpoint, FlowSimulation } from '@/contract/flow-run';
import { kindOf } from '@/contract/flow-settings';
import type { Ended } from './asks';
import { atWork, findNode } from './at-work';
import { keepInMemory } from './keep-in-memory';
import { pathOf, sayReason } from './list-nodes';
import type { Place } from './plan';

/**
 * A run in memory, by the functions that real runs go by: whether a step fails follows from the seed and its name alone,
 * so a real run with those failures comes to the same. No task, no model; nothing is written.
 */
export function simulateFlow({
  flow: document,
  inputs,
  failures,
  seed,
  items,
  outputs,
}: BodyOf<typeof endpoint>): FlowSimulation {
  const { flow, faults, ok } = checkFlow(document);
  if (!flow || !ok) return { status: 'FAILED', faults, steps: [], counts: {} };
  const work = atWork(flow);
  const { plan, nodes } = work;
  const nameOf = ({ scope, step }: Place) => {
    const { node, part } = plan.steps[step]!;
    return stepName(pathOf(plan, scope), node, part);
  };
  const given = {
    ...Object.fromEntries(Object.entries(flow.variables ?? {}).map(([k, v]) => [k, v.default])),
    ...inputs,
  };
  /** What stands around a step, as its agents were said to leave it; one that failed gave out nothing. */
  const scopeAt = (at: Place, status?: string): FlowScope => ({
    ...{ vars: given, inputs },
    ...{ status: status ?? statusOf(at), output: outputAt(at, status ?? statusOf(at)) },
    nodes: Object.fromEntries(
      Object.keys(outputs ?? {}).flatMap((id) => {
        const place = findNode(work, id, at.scope);
        return place ? [[id, { status: statusOf(place), output: outputAt(place, statusOf(place)) }]] : [];
      }),
    ),
  });
  const statusOf = ({ scope, step }: Place) => kept.nodes.get(`${scope}${step}`)?.status ?? 'waiting';
  const outputAt = ({ step }: Place, status: string) => {
    const said = outputs?.[plan.steps[step]!.node];
    return status === 'succeeded' ? said : status === 'failed' ? '' : undefined;
  };
  const kept: ReturnType<typeof keepInMemory> = keepInMemory(plan, {
    meets: ({ at, when }) =>
      outputs ? meets(when, scopeAt(at, at.ending)) : chanceOf(seed, `condition ${nameOf(at)}`) < 0.5,
    choose: (place) => {
      const step = plan.steps[place.step]!;
      if (!outputs || step.kind !== 'choice') return chanceOf(seed, `choice ${nameOf(place)}`) < 0.5;
      const [before] = work.sources[place.step]!;
      return meets(step.condition, scopeAt({ scope: place.scope, step: before ?? place.step }));
    },
    count: (place) => {
      const node = nodes.get(plan.steps[place.step]!.node);
      if (!node || kindOf(node) !== 'fan-out') return 1;
      const list = node.config?.items;
      if (Array.isArray(list)) return list.length;
      if (outputs && list) {
        const found = valueAt(list.path, scopeAt(place));
        return Array.isArray(found) ? found.length : 'no_list';
      }
      const named = list?.path.match(/^(?:vars|inputs)\.(.+)$/)?.[1];
      const known = named === undefined ? undefined : given[named];
      return Array.isArray(known) ? known.length : items;
    },
  });
  const waves = new Map<string, number>();
  let running = kept.begin();
  for (let wave = 1; running.length > 0; wave++) {
    const ended = running.map((place): Ended => {
      waves.set(`${place.scope}${place.step}`, wave);
      const fails = failsAt(seed, failures, nameOf(place));
      return { ...place, ending: fails ? 'failed' : 'succeeded', reason: fails ? 'injected' : null };
    });
    running = kept.end(ended);
  }
  const steps = [...kept.nodes.values()]
    .filter(({ step }) => plan.steps[step]!.node !== '')
    .map(({ scope, step, status, reason }) => ({
      nodeId: plan.steps[step]!.node,
      part: plan.steps[step]!.part,
      path: pathOf(plan, scope),
      kind: plan.steps[step]!.kind,
      status,
      reason: sayReason(plan, reason),
      wave: waves.get(`${scope}${step}`) ?? null,
    }));
  const counts: FlowSimulation['counts'] = {};
  for (const { status } of steps) counts[status] = (counts[status] ?? 0) + 1;
  return { status: kept.run.failed > 0 ? 'FAILED' : 'COMPLETED', faults, steps, counts };
}

/** A step of a run as one name: the rounds it stands in, which of several it is, its node. */
export const stepName = (
  path: { nodeId: string; round: number }[],
  nodeId: string,
  part: string | null,
): string =>
  [...path.map((one) => `${one.nodeId}#${one.round}`), part === null ? nodeId : `${part}:${nodeId}`].join(
    '/',
  );

/** Whether a step of this name fails: the same for equal seeds on every machine. */
export const failsAt = (seed: number, failures: number, name: string): boolean =>
  chanceOf(seed, name) < failures;

/** A number from 0 to 1 that follows from a seed and a name (FNV-1a, mixed). */
function chanceOf(seed: number, name: string): number {
  let hash = (2166136261 ^ seed) >>> 0;
  for (const letter of name) hash = Math.imul(hash ^ letter.codePointAt(0)!, 16777619) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39) >>> 0;
  return ((hash ^ (hash >>> 15)) >>> 0) / 4294967296;
}
