import { describe, expect, it } from 'vitest';
import { type FlowDocument, FlowNodeKind } from '@/contract/flow';
import { advance } from '@/domain/flows/advance';
import type { Ended } from '@/domain/flows/asks';
import { compilePlan } from '@/domain/flows/compile-plan';
import { keepInMemory } from '@/domain/flows/keep-in-memory';
import { groupOf, openerOf, type Place, type Plan } from '@/domain/flows/plan';
import { type Random, seeded } from '../../simulation/random';
import { randomFlow } from './random-flow';
import { type Chances, expectRun } from './reference-model';

const RUNS = Number(process.env.FLOW_RUNS ?? 150);

/** A place as people would name it: through which containers, in which rounds. */
function nameOf(plan: Plan, { scope, step }: Place): string {
  const { node, part } = plan.steps[step]!;
  const opener = openerOf(scope);
  const own = `${part === null || part === 'loop' ? '' : `${part}:`}${node}`;
  if (!opener) return own;
  return `${nameOf(plan, opener)}#${opener.round}/${own}`;
}

const place = (ending: 'succeeded' | 'failed') => (one: Place) =>
  ({ ...one, ending, reason: ending === 'failed' ? 'unknown' : null }) satisfies Ended;
const succeed = place('succeeded');
const fail = place('failed');
const task = (id: string, more: object = {}) => ({ id, ...more });
const edge = (source: string, target: string, more: object = {}) => ({
  id: `${source}-${target}`,
  source,
  target,
  ...more,
});

const chancesOf = (seed: number, p: number): Chances => {
  const roll = (what: string, name: string) => {
    let hash = seed;
    for (const letter of `${what} ${name}`) hash = (Math.imul(hash, 31) + letter.charCodeAt(0)) | 0;
    return seeded(hash).next();
  };
  return {
    fails: (name) => roll('fails', name) < p,
    goes: (name) => roll('goes', name) < 0.5,
    says: (name) => roll('says', name) < 0.6,
    items: (name) => Math.floor(roll('items', name) * 4),
  };
};

/** Whether all that leads to a step that waits for all of it has ended. */
const isDue = (
  plan: Plan,
  { scope, step }: Place,
  nodes: ReturnType<typeof keepInMemory>['nodes'],
): boolean =>
  plan.steps.every(({ out }, from) =>
    out.every(
      ({ to }) =>
        to !== step || ['succeeded', 'failed', 'skipped'].includes(nodes.get(`${scope}${from}`)!.status),
    ),
  );

/** Runs a flow with ends in a random order, several at once; watches that nothing begins twice or beyond what its group allows. */
function runFlow(flow: FlowDocument, chances: Chances, random: Random) {
  const plan = compilePlan(flow);
  const name = (place: Place) => nameOf(plan, place);
  const kept = keepInMemory(plan, {
    meets: ({ at }) => chances.says(name(at)),
    choose: (place) => chances.goes(name(place)),
    count: (place) =>
      flow.nodes.find(({ id }) => id === plan.steps[place.step]!.node)?.kind === 'fan-out'
        ? chances.items(name(place))
        : 1,
  });
  const begun = new Set<string>();
  const running: Place[] = [];
  const take = (places: Place[]) => {
    for (const place of places) {
      if (begun.has(name(place))) throw new Error(`${name(place)} began twice`);
      if (!isDue(plan, place, kept.nodes))
        throw new Error(`${name(place)} began before what it needs had ended`);
      begun.add(name(place));
      running.push(place);
    }
    const busy = new Map<string, number>();
    for (const place of running) {
      const group = plan.steps[place.step]!.kind === 'task' ? groupOf(plan, place) : null;
      if (!group) continue;
      const key = `${group.scope}${group.step}`;
      busy.set(key, (busy.get(key) ?? 0) + 1);
      if (busy.get(key)! > plan.steps[group.step]!.most!) throw new Error(`${key} lets too many run`);
    }
  };
  const work = (places: Place[], fails = chances.fails) => {
    take(places);
    while (running.length > 0) {
      const ended = Array.from({ length: random.int(1, Math.min(3, running.length)) }, (): Ended => {
        const [place] = running.splice(random.int(0, running.length - 1), 1);
        const failed = fails(name(place!));
        return { ...place!, ending: failed ? 'failed' : 'succeeded', reason: failed ? 'unknown' : null };
      });
      take(kept.end(ended));
    }
  };
  work(kept.begin());
  /** Begins one step anew, which now ends the other way round; answers which steps that began. */
  const retry = (from: Place) => {
    begun.clear();
    work(kept.restart([from]), (one) => chances.fails(one) !== (one === name(from)));
    return [...begun];
  };
  const ends = () =>
    new Map(
      [...kept.nodes.values()]
        .filter(({ step }) => plan.steps[step]!.node !== '')
        .map((node) => [name(node), node] as const),
    );
  return { ends, kept, name, retry, plan };
}

describe('flows as they run', () => {
  it(`end as the document says, whatever the order of events: ${RUNS} random flows with random failures`, () => {
    const seen = new Set<string>();
    for (let seed = 1; seed <= RUNS; seed++) {
      const random = seeded(seed);
      const flow = randomFlow(random);
      for (const { kind, part } of flow.nodes) seen.add(part ?? kind ?? '');
      for (const { condition } of flow.edges) if (condition) seen.add('edge on an output');
      const chances = chancesOf(seed, random.pick([0, 0.1, 0.3, 0.6]));
      const told = expectRun(flow, chances);
      const { ends, kept } = runFlow(flow, chances, random);
      const hint = `seed ${seed}: ${JSON.stringify(flow)}`;
      for (const [name, end] of told.ends) expect(ends().get(name)?.status, `${name} in ${hint}`).toBe(end);
      expect(kept.run, hint).toMatchObject({ left: 0 });
      expect(kept.run.failed > 0 ? 'FAILED' : 'COMPLETED', hint).toBe(told.run);
      for (const node of kept.nodes.values())
        if (node.status === 'skipped') expect(node.reason, hint).toMatch(/^(dependency_failed|condition)/);
    }
    expect([...seen].sort()).toEqual([...FlowNodeKind.options, 'edge on an output', 'judge'].sort());
  });

  it(`retried from a step come to what they would have come to had it ended so at first: ${RUNS} random flows`, () => {
    let reopened = 0;
    for (let seed = 1; seed <= RUNS; seed++) {
      const random = seeded(seed);
      const flow = randomFlow(random);
      const chances = chancesOf(seed, random.pick([0, 0.1, 0.3, 0.6]));
      const { ends, kept, name, retry, plan } = runFlow(flow, chances, random);
      const tasks = [...kept.nodes.values()].filter(
        ({ step, status }) => plan.steps[step]!.kind === 'task' && ['succeeded', 'failed'].includes(status),
      );
      if (tasks.length === 0) continue;
      const from = random.pick(tasks);
      if (from.scope !== '') reopened += 1;
      const named = name(from);
      const stays = [...ends()].filter(
        ([, one]) =>
          !flow.barrier &&
          one.scope === '' &&
          from.scope === '' &&
          one.step < from.step &&
          one.status !== 'skipped',
      );
      const began = retry(from);
      const hint = `seed ${seed}, from ${named}: ${JSON.stringify(flow)}`;
      const told = expectRun(flow, { ...chances, fails: (one) => chances.fails(one) !== (one === named) });
      for (const [one, end] of told.ends) expect(ends().get(one)?.status, `${one} in ${hint}`).toBe(end);
      expect(kept.run, hint).toMatchObject({ left: 0 });
      expect(kept.run.failed > 0 ? 'FAILED' : 'COMPLETED', hint).toBe(told.run);
      expect(began, hint).toContain(named);
      for (const [one] of stays) expect(began, hint).not.toContain(one);
    }
    expect(reopened).toBeGreaterThan(RUNS / 15);
  });

  it('retried within a loop goes on from that round, and what came after it is gone', () => {
    const { kept, status } = loopOf(fixUntilGreen);
    let next = kept.end(kept.begin().map(succeed));
    for (const end of [succeed, fail, succeed, fail, succeed, succeed, fail]) next = kept.end(next.map(end));
    expect(status('ship')).toEqual(['failed']);
    const second = [...kept.nodes.values()].filter(({ scope }) => scope !== '')[2]!;
    next = kept.restart([second]);
    expect(status('ship')).toEqual(['waiting']);
    for (const end of [succeed, succeed, succeed]) next = kept.end(next.map(end));
    expect(status('test')).toEqual(['failed', 'succeeded']);
    expect(status('ship')).toEqual(['succeeded']);
    expect(kept.run).toEqual({ left: 0, failed: 0 });
  });

  const fixUntilGreen: FlowDocument = {
    name: 'Fix until green',
    nodes: [task('plan'), task('fix'), task('test'), task('ship')],
    edges: [
      edge('plan', 'fix'),
      edge('fix', 'test'),
      edge('test', 'fix', { on: 'failure', maxIterations: 3 }),
      edge('test', 'ship'),
    ],
  };
  const loopOf = (flow: FlowDocument) => {
    const plan = compilePlan(flow);
    const kept = keepInMemory(plan, { meets: () => true, choose: () => true, count: () => 1 });
    const status = (node: string) =>
      [...kept.nodes.values()]
        .filter(({ step }) => plan.steps[step]!.node === node && plan.steps[step]!.part === null)
        .map((one) => one.status);
    return {
      plan,
      kept,
      status,
      reason: () => [...kept.nodes.values()].find(({ step }) => plan.steps[step]!.part === 'loop')?.reason,
    };
  };

  it('a loop goes round while its edge leads back, and on from its last round', () => {
    const { kept, status } = loopOf(fixUntilGreen);
    let next = kept.end(kept.begin().map(succeed));
    for (const end of [succeed, fail, succeed, fail, succeed, succeed]) next = kept.end(next.map(end));
    expect(status('fix')).toEqual(['succeeded', 'succeeded', 'succeeded']);
    expect(status('test')).toEqual(['failed', 'failed', 'succeeded']);
    kept.end(next.map(succeed));
    expect(status('ship')).toEqual(['succeeded']);
    expect(kept.run).toEqual({ left: 0, failed: 0 });
  });

  it('a loop that comes to its cap has failed, and nothing behind it begins', () => {
    const { kept, status, reason } = loopOf(fixUntilGreen);
    let next = kept.end(kept.begin().map(succeed));
    for (const end of [succeed, fail, succeed, fail, succeed, fail]) next = kept.end(next.map(end));
    expect(next).toEqual([]);
    expect(reason()).toBe('loop_cap:3');
    expect(status('ship')).toEqual(['skipped']);
    expect(kept.run).toEqual({ left: 0, failed: 1 });
  });

  it('a round in which something else fails ends its loop at once', () => {
    const { kept, status, reason } = loopOf(fixUntilGreen);
    const next = kept.end(kept.end(kept.begin().map(succeed)).map(fail));
    expect(next).toEqual([]);
    expect([reason(), status('test'), status('ship')]).toEqual(['round_failed', ['skipped'], ['skipped']]);
  });

  it('touches ten times as much in a chain ten times as long', () => {
    const touched = (length: number) => {
      const nodes = Array.from({ length }, (_, i) => task(`n${i}`));
      const plan = compilePlan({
        name: 'Chain',
        nodes,
        edges: nodes.slice(1).map(({ id }, i) => edge(`n${i}`, id)),
      });
      let rows = 0;
      let begun = 0;
      for (let at = 0; at < length; at++) {
        const core = advance(plan, [succeed({ scope: '', step: at })]);
        for (let asked = core.next(); !asked.done; ) {
          const ask = asked.value;
          rows += ask.ask === 'settle' ? ask.ended.length + ask.arrivals.length : 0;
          begun += ask.ask === 'start' ? ask.places.length : 0;
          asked = core.next(
            (ask.ask === 'settle' ? { due: ask.arrivals.map(dueOf), emptied: [] } : undefined) as never,
          );
        }
      }
      expect(begun).toBe(length - 1);
      return rows;
    };
    const dueOf = ({ scope, step }: Place) => ({ scope, step, met: 1, cause: null });
    expect(touched(2_000)).toBeLessThanOrEqual(10 * touched(200) + 10);
  });
});
