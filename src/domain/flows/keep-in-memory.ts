import { advance, begin } from './advance';
import type { Answers, Ask, Asking, Due, Ended, Question } from './asks';
import { type Ending, groupOf, openerOf, type Place, type Plan, scopeOf } from './plan';
import { restart } from './restart';

/** Where a step stands: waiting for links, ready but held back by its group, running, or at its end. */
export interface NodeState extends Place {
  status: 'waiting' | 'ready' | 'running' | Ending;
  reason: string | null;
  /** Links still to come, and those that were met. */
  open: number;
  met: number;
  cause: number | null;
  branch: boolean | null;
  /** Of a step with rounds: the last one, what is open in them, and what failed in the last. */
  round: number | null;
  left: number;
  failed: number;
  /** Of a step that counts: how many tasks it lets run now. */
  busy: number;
}
/** What nobody but the world can know. */
export interface World {
  meets(question: Question): boolean;
  choose(place: Place): boolean;
  count(place: Place): number | string;
}

/**
 * A run whose state is kept in memory: `end` takes what has ended and answers what started by it. The same questions are
 * answered in the same way as by the tables.
 */
export function keepInMemory(plan: Plan, world: World) {
  const nodes = new Map<string, NodeState>();
  const run = { left: 0, failed: 0 };
  const started: Place[] = [];
  const queues = new Map<string, Place[]>();
  const queueOf = ({ scope, step }: Place): Place[] => {
    const queue = queues.get(`${scope}${step}`) ?? [];
    queues.set(`${scope}${step}`, queue);
    return queue;
  };
  const at = ({ scope, step }: Place): NodeState => nodes.get(`${scope}${step}`)!;

  function put(scope: string, step: number): void {
    nodes.set(`${scope}${step}`, {
      ...{ scope, step, status: 'waiting', reason: null, open: plan.steps[step]!.needs, met: 0, cause: null },
      ...{ branch: null, round: null, left: 0, failed: 0, busy: 0 },
    });
  }

  function settle({ ended, arrivals, leaving }: Extract<Ask, { ask: 'settle' }>): Answers['settle'] {
    for (const { ending, reason, branch = null, ...place } of ended)
      Object.assign(at(place), { status: ending, reason, branch });
    const due: Due[] = [];
    for (const { arrived, met, cause, ...place } of arrivals) {
      const node = at(place);
      if (node.status !== 'waiting') continue;
      node.open -= arrived;
      node.met += met;
      if (cause !== null) node.cause = Math.min(node.cause ?? cause, cause);
      if (node.open > 0 && node.met < plan.steps[place.step]!.enough) continue;
      node.status = 'ready';
      due.push({ ...place, met: node.met, cause: node.cause });
    }
    const emptied: Answers['settle']['emptied'] = [];
    for (const { place, ended: count, failed } of leaving) {
      const counts = place ? at(place) : run;
      counts.left -= count;
      counts.failed += failed;
      if (place && counts.left === 0)
        emptied.push({ ...place, round: at(place).round!, failed: counts.failed });
    }
    return { due, emptied };
  }

  function open({ openings }: Extract<Ask, { ask: 'open' }>): void {
    for (const { place, from, rounds, body } of openings) {
      Object.assign(at(place), {
        status: 'running',
        round: from + rounds - 1,
        left: rounds * body.length,
        failed: 0,
      });
      for (let round = from; round < from + rounds; round++)
        for (const step of body) put(scopeOf(place, round), step);
    }
  }

  function start({ places, freed }: Extract<Ask, { ask: 'start' }>): void {
    const groups = new Map<string, Place>();
    for (const group of freed) {
      at(group).busy -= group.many;
      groups.set(`${group.scope}${group.step}`, group);
    }
    for (const place of places) {
      const group = plan.steps[place.step]!.kind === 'task' ? groupOf(plan, place) : null;
      if (group) groups.set(`${group.scope}${group.step}`, group);
      at(place).status = group ? 'ready' : 'running';
      if (!group) started.push(place);
      else queueOf(group).push(place);
    }
    for (const group of groups.values()) fill(group);
  }

  function fill(group: Place): void {
    const most = plan.steps[group.step]!.most!;
    const free = queueOf(group).splice(0, most - at(group).busy);
    for (const place of free) at(place).status = 'running';
    at(group).busy += free.length;
    started.push(...free);
  }

  function beginAnew({ anew, reopened, dropped, counting }: Extract<Ask, { ask: 'restart' }>): void {
    for (const [key, { scope }] of nodes)
      if (dropped.some((prefix) => scope.startsWith(prefix))) nodes.delete(key);
    for (const { scope, step, open, met, cause } of anew) {
      put(scope, step);
      Object.assign(at({ scope, step }), { open, met, cause });
    }
    for (const { place, round, left, failed } of reopened) {
      Object.assign(place ? at(place) : run, { left, failed });
      if (place) Object.assign(at(place), { status: 'running', reason: null }, round !== null && { round });
    }
    for (const place of counting) {
      const tasks = [...nodes.values()].filter(({ status, ...one }) => {
        const group = plan.steps[one.step]!.kind === 'task' ? groupOf(plan, one) : null;
        return status === 'running' && group?.scope === place.scope && group.step === place.step;
      });
      at(place).busy = tasks.length;
    }
  }

  const standing = (within: Place | null): NodeState[] =>
    [...nodes.values()].filter(({ scope }) => {
      const opener = openerOf(scope);
      return opener?.scope === within?.scope && opener?.step === within?.step;
    });
  const endOf = (place: Place): Ended => {
    const { status, reason, branch, cause } = at(place);
    return { ...place, ending: status as Ending, reason, cause, branch: branch ?? undefined };
  };
  function answer(ask: Ask): unknown {
    if (ask.ask === 'settle') return settle(ask);
    if (ask.ask === 'standing') return standing(ask.within);
    if (ask.ask === 'restart') return beginAnew(ask);
    if (ask.ask === 'endings') return ask.places.map(endOf);
    if (ask.ask === 'meets') return ask.questions.map((question) => world.meets(question));
    if (ask.ask === 'choose') return ask.places.map((place) => world.choose(place));
    if (ask.ask === 'count') return ask.places.map((place) => world.count(place));
    return ask.ask === 'open' ? open(ask) : start(ask);
  }
  function through(core: Asking<void>): Place[] {
    for (let asked = core.next(); !asked.done; ) asked = core.next(answer(asked.value) as never);
    return started.splice(0);
  }

  for (const [step, { within }] of plan.steps.entries()) if (within === null) put('', step);
  run.left = nodes.size;
  return {
    nodes,
    run,
    begin: () => through(begin(plan)),
    end: (ended: Ended[]) => through(advance(plan, ended)),
    restart: (from: Place[]) => through(restart(plan, from)),
  };
}
