import { AppError } from '@/lib/errors';
import { settle } from './advance';
import { type Anew, type Asking, asking, type Ended, type Reopened, type Standing } from './asks';
import { decide } from './decide';
import { type Ending, openerOf, type Place, type Plan } from './plan';
import { countLinks } from './settle-links';

/**
 * Lets steps of one scope begin once more, and with them all that depends on them, outwards to the run itself; everything
 * else stays as it ended. Rounds within what begins anew are gone, and of a loop those after this one. It asks as
 * `advance` does. Throws ILLEGAL_TRANSITION where what leads to the steps does not let them begin.
 */
export function* restart(plan: Plan, from: Place[]): Asking<void> {
  const anew: Anew[] = [];
  const reopened: Reopened[] = [];
  const dropped: string[] = [];
  const counting: Place[] = [];
  let { scope } = from[0]!;
  let begins = from.map(({ step }) => step);
  let inner: Place | null = null;
  for (;;) {
    const opener = openerOf(scope);
    const within = opener && { scope: opener.scope, step: opener.step };
    const all = yield* asking({ ask: 'standing', within });
    const isInner = (one: Place) => one.scope === scope && one.step === inner?.step;
    // Rounds that are still open are no news to what stands around them.
    if (inner && !ENDINGS.has(all.find(isInner)!.status)) break;
    const isLoop = opener !== null && plan.steps[opener.step]!.kind === 'loop';
    const rows = isLoop ? all.filter((one) => one.scope === scope) : all;
    if (isLoop)
      for (const one of new Set(all.map((row) => row.scope)))
        if (openerOf(one)!.round > opener.round) dropped.push(one);
    const again = reachable(plan, begins);
    const isAgain = (one: Place) => one.scope === scope && again.has(one.step);
    const stays = rows.filter((one) => ENDINGS.has(one.status) && !isAgain(one) && !isInner(one));
    const { arrivals, leaving } = yield* countLinks(plan, stays.map(endedOf));
    const arrived = new Map(arrivals.filter(isAgain).map((one) => [one.step, one]));
    for (const step of again) {
      const { arrived: links = 0, met = 0, cause = null } = arrived.get(step) ?? {};
      anew.push({ scope, step, arrived: links, met, cause, open: plan.steps[step]!.needs - links });
      if ('body' in plan.steps[step]!) dropped.push(`${scope}${step}[`);
    }
    for (const { step, ...row } of rows)
      if (row.scope === scope && plan.steps[step]!.most !== null) counting.push({ scope, step });
    const failed = leaving.reduce((sum, one) => sum + one.failed, 0);
    const round = isLoop ? opener.round : null;
    reopened.push({ place: within, round, left: rows.length - stays.length, failed });
    if (!opener) break;
    scope = opener.scope;
    inner = within;
    begins = plan.steps[opener.step]!.out.map(({ to }) => to);
  }
  refuseUnmet(plan, anew.slice(0, from.length));
  yield* asking({ ask: 'restart', anew, reopened, dropped, counting });
  const starting: Place[] = [];
  const due = anew.filter(({ step, open, met }) => open <= 0 || met >= plan.steps[step]!.enough);
  yield* settle(plan, yield* decide(plan, due, starting), starting);
  if (starting.length > 0) yield* asking({ ask: 'start', places: starting, freed: [] });
}

const ENDINGS: ReadonlySet<string> = new Set<Ending>(['succeeded', 'failed', 'skipped', 'cancelled']);

/** These steps and all that links lead to from them, these first; links stay within a scope. */
function reachable({ steps }: Plan, from: number[]): Set<number> {
  const found = new Set(from);
  for (const step of found) for (const { to } of steps[step]!.out) found.add(to);
  return found;
}

function refuseUnmet(plan: Plan, begins: Anew[]): void {
  if (begins.some(({ step, met }) => met >= plan.steps[step]!.enough)) return;
  throw new AppError(
    'ILLEGAL_TRANSITION',
    'What this step needs has not ended as it needs it, so it would be skipped again. Retry from the step where that began.',
  );
}

const endedOf = ({ scope, step, status, reason, cause, branch, round }: Standing): Ended => ({
  ...{ scope, step, reason, cause },
  ending: status as Ending,
  branch: branch ?? undefined,
  round: round ?? undefined,
});
