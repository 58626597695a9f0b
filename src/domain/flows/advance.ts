import { afterRounds } from './after-rounds';
import { type Asking, asking, type Ended, type Freed } from './asks';
import { decide } from './decide';
import { groupOf, type Place, type Plan } from './plan';
import { settleLinks } from './settle-links';

/**
 * Takes what has ended to its end: links are settled, what waited only for it starts, is skipped, or ends in its turn.
 * Where a step ends up depends on endings and answers alone, never on the order in which they come. Pure: it asks for
 * what it needs to know, and says what becomes of it.
 */
export function* advance(plan: Plan, ended: Ended[]): Asking<void> {
  const starting: Place[] = [];
  const freed = new Map<string, Freed>();
  for (const one of ended) {
    const group = plan.steps[one.step]!.kind === 'task' ? groupOf(plan, one) : null;
    if (!group) continue;
    const key = `${group.scope}${group.step}`;
    freed.set(key, { ...group, many: (freed.get(key)?.many ?? 0) + 1 });
  }
  yield* settle(plan, ended, starting);
  if (starting.length > 0 || freed.size > 0)
    yield* asking({ ask: 'start', places: starting, freed: [...freed.values()] });
}

/** Lets a run begin: what needs nothing starts. */
export function* begin(plan: Plan): Asking<void> {
  const starting: Place[] = [];
  const due = plan.steps.flatMap(({ within, needs }, step) =>
    within === null && needs === 0 ? [{ scope: '', step, met: 0, cause: null }] : [],
  );
  yield* settle(plan, yield* decide(plan, due, starting), starting);
  if (starting.length > 0) yield* asking({ ask: 'start', places: starting, freed: [] });
}

/** Settles wave after wave until nothing ends at once any more. */
export function* settle(plan: Plan, ended: Ended[], starting: Place[]): Asking<void> {
  for (let wave = ended; wave.length > 0; ) {
    const { due, emptied } = yield* settleLinks(plan, wave);
    wave = [...(yield* afterRounds(plan, emptied, starting)), ...(yield* decide(plan, due, starting))];
  }
}
