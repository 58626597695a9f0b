import { type Answers, type Arrival, type Asking, asking, type Ended, type Leaving } from './asks';
import { causeAfter } from './cause';
import { type Link, openerOf, type Place, type Plan, scopeOf, type Way } from './plan';

/** Settles the links of what has ended, and counts what is left around it. */
export function* settleLinks(plan: Plan, wave: Ended[]): Asking<Answers['settle']> {
  const { arrivals, leaving } = yield* countLinks(plan, wave);
  return yield* asking({ ask: 'settle', ended: wave, arrivals, leaving });
}

/** What arrives where by the links of what has ended, and what it means for the rounds it stands in. */
export function* countLinks(plan: Plan, wave: Ended[]): Asking<{ arrivals: Arrival[]; leaving: Leaving[] }> {
  const seen = yield* endsOfWays(plan, wave);
  const met = yield* areMet(seen);
  const arrivals = new Map<string, Arrival>();
  const takenCare = new Set<Ended>();
  for (let i = 0; i < seen.length; ) {
    const { of, link } = seen[i]!;
    const arrival = arrivalAt(arrivals, { scope: of.scope, step: link.to });
    let isMet = false;
    let cause = Number.POSITIVE_INFINITY;
    for (; seen[i]?.of === of && seen[i]!.link === link; i++) {
      const { way, at } = seen[i]!;
      isMet ||= met[i]!;
      if ((met[i] && way.on !== 'end') || link.absorbs) takenCare.add(of);
      cause = Math.min(cause, causeAfter(of.step, at.ending, of.cause ?? null));
    }
    arrival.arrived += 1;
    if (isMet) arrival.met += 1;
    else arrival.cause = Math.min(arrival.cause ?? cause, cause);
  }
  return { arrivals: [...arrivals.values()], leaving: leavingOf(wave, takenCare) };
}

/** Whether each way is met, its condition included; of all conditions it is asked at once. */
export function* areMet(seen: { way: Way; at: Ended; of: Ended }[]): Asking<boolean[]> {
  const questions = seen.flatMap(({ way, at, of }) => {
    const when = way.when ?? way.unless;
    return when && fits(way, at, of) ? [{ at, when }] : [];
  });
  const answers = questions.length > 0 ? yield* asking({ ask: 'meets', questions }) : [];
  let nth = 0;
  return seen.map(({ way, at, of }) => {
    if (!fits(way, at, of)) return false;
    return way.when || way.unless ? answers[nth++] === (way.when !== undefined) : true;
  });
}

/** Whether a way is about an end like this one, its condition aside. Out of a loop that failed nothing leads on success. */
function fits({ on, branch }: Way, at: Ended, of = at): boolean {
  if (on === 'end') return true;
  if (at.ending === 'skipped') return false;
  if (branch !== undefined && (at.ending !== 'succeeded' || branch !== at.branch)) return false;
  if (on === 'any') return true;
  if (on === 'failure') return at.ending === 'failed';
  return at.ending === 'succeeded' && of.ending === 'succeeded';
}

interface Seen {
  way: Way;
  link: Link;
  /** Whose end the way is about. */
  at: Ended;
  of: Ended;
}

/** Each way out of what has ended, with the end that it is about: of a step of its last round where it leads out of a loop. */
function* endsOfWays({ steps }: Plan, wave: Ended[]): Asking<Seen[]> {
  const seen: (Omit<Seen, 'at'> & { at: Ended | null })[] = [];
  const inner: Place[] = [];
  for (const of of wave)
    for (const link of steps[of.step]!.out)
      for (const way of link.ways) {
        const looked = way.via !== undefined && of.round !== undefined;
        if (looked) inner.push({ scope: scopeOf(of, of.round!), step: way.via! });
        seen.push({ way, link, of, at: looked ? null : of });
      }
  const found = inner.length > 0 ? yield* asking({ ask: 'endings', places: inner }) : [];
  let nth = 0;
  return seen.map((one) => ({ ...one, at: one.at ?? found[nth++]! }));
}

function arrivalAt(arrivals: Map<string, Arrival>, { scope, step }: Place): Arrival {
  const key = `${scope}${step}`;
  const known = arrivals.get(key);
  if (known) return known;
  const fresh = { scope, step, arrived: 0, met: 0, cause: null };
  arrivals.set(key, fresh);
  return fresh;
}

/** What ends within which rounds, and how much of it failed without anybody taking care of that. */
function leavingOf(wave: Ended[], takenCare: ReadonlySet<Ended>): Leaving[] {
  const leaving = new Map<string, Leaving>();
  for (const one of wave) {
    const opener = openerOf(one.scope);
    const key = opener ? `${opener.scope}${opener.step}` : '';
    const known = leaving.get(key) ?? {
      place: opener && { scope: opener.scope, step: opener.step },
      ended: 0,
      failed: 0,
    };
    known.ended += 1;
    if ((one.ending === 'failed' || one.ending === 'cancelled') && !takenCare.has(one)) known.failed += 1;
    leaving.set(key, known);
  }
  return [...leaving.values()];
}
