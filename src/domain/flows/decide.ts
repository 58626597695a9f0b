import { type Asking, asking, type Due, type Ended } from './asks';
import { readCause } from './cause';
import { type Place, type Plan, scopeOf } from './plan';

/** What becomes of steps at which all has arrived; answers those that end at once. */
export function* decide(plan: Plan, due: Due[], starting: Place[]): Asking<Ended[]> {
  const ended: Ended[] = [];
  const choices: Due[] = [];
  const lists: Due[] = [];
  const loops: Due[] = [];
  for (const one of due) {
    const step = plan.steps[one.step]!;
    const ready = one.met >= step.enough;
    if (step.kind === 'join') ended.push(afterJoin(one, ready, step.strict));
    else if (!ready) ended.push(skipped(one));
    else if (step.kind === 'choice') choices.push(one);
    else if (step.kind === 'each') lists.push(one);
    else if (step.kind === 'loop') loops.push(one);
    else starting.push({ scope: one.scope, step: one.step });
  }
  if (choices.length > 0) {
    const ways = yield* asking({ ask: 'choose', places: choices.map(placeOf) });
    for (const [i, one] of choices.entries())
      ended.push({ ...placeOf(one), ending: 'succeeded', reason: null, branch: ways[i]! });
  }
  if (lists.length > 0) {
    const counts = yield* asking({ ask: 'count', places: lists.map(placeOf) });
    const opened: Due[] = [];
    const many: number[] = [];
    for (const [i, one] of lists.entries()) {
      const count = counts[i]!;
      if (typeof count === 'string') ended.push({ ...placeOf(one), ending: 'failed', reason: count });
      else if (count === 0) ended.push({ ...placeOf(one), ending: 'succeeded', reason: null });
      else {
        opened.push(one);
        many.push(count);
      }
    }
    ended.push(...(yield* open(plan, opened, () => 0, many, starting)));
  }
  if (loops.length > 0)
    ended.push(
      ...(yield* open(
        plan,
        loops,
        () => 0,
        loops.map(() => 1),
        starting,
      )),
    );
  return ended;
}

export const placeOf = ({ scope, step }: Place): Place => ({ scope, step });

const skipped = (one: Due): Ended => ({
  ...placeOf(one),
  ending: 'skipped',
  reason: reasonOf(one.cause),
  cause: one.cause,
});

/** Too few links of a join are met: it is skipped as any step is, a strict one fails. */
const afterJoin = (one: Due, ready: boolean, strict: boolean): Ended =>
  ready
    ? { ...placeOf(one), ending: 'succeeded', reason: null }
    : strict
      ? { ...placeOf(one), ending: 'failed', reason: `too_few:${one.met}` }
      : skipped(one);

/** Why a step is skipped, as a stable code with the step at which that began. */
const reasonOf = (cause: number | null): string => {
  if (cause === null) return 'condition';
  const { kind, step } = readCause(cause);
  return `${kind === 'condition' ? 'condition' : `dependency_${kind}`}:${step}`;
};

/** Opens rounds of steps; answers what ends in them at once. */
export function* open(
  plan: Plan,
  places: Place[],
  from: (i: number) => number,
  many: number[],
  starting: Place[],
): Asking<Ended[]> {
  if (places.length === 0) return [];
  const bodies = places.map(({ step }) => (plan.steps[step] as { body: number[] }).body);
  yield* asking({
    ask: 'open',
    openings: places.map((place, i) => ({
      place: placeOf(place),
      from: from(i),
      rounds: many[i]!,
      body: bodies[i]!,
    })),
  });
  const due: Due[] = [];
  for (const [i, place] of places.entries())
    for (let round = from(i); round < from(i) + many[i]!; round++)
      for (const step of bodies[i]!)
        if (plan.steps[step]!.needs === 0)
          due.push({ scope: scopeOf(place, round), step, met: 0, cause: null });
  return yield* decide(plan, due, starting);
}
