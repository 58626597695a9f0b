import { type Asking, asking, type Emptied, type Ended } from './asks';
import { open, placeOf } from './decide';
import { type Place, type Plan, type Step, scopeOf } from './plan';
import { areMet } from './settle-links';

/** What becomes of steps whose rounds are over: a loop goes round once more, or ends as its last step did. */
export function* afterRounds(plan: Plan, emptied: Emptied[], starting: Place[]): Asking<Ended[]> {
  const ended: Ended[] = [];
  const loops = emptied.filter((one) => {
    if (plan.steps[one.step]!.kind === 'loop') return true;
    const reason = one.failed > 0 ? `items_failed:${one.failed}` : null;
    ended.push({ ...placeOf(one), ending: reason ? 'failed' : 'succeeded', reason });
    return false;
  });
  if (loops.length === 0) return ended;
  const stepOf = ({ step }: Place) => plan.steps[step] as Extract<Step, { kind: 'loop' }>;
  const latches = yield* asking({
    ask: 'endings',
    places: loops.map((one) => ({ scope: scopeOf(one, one.round), step: stepOf(one).latch })),
  });
  const back = yield* areMet(
    loops.map((one, i) => ({ way: stepOf(one).again, at: latches[i]!, of: latches[i]! })),
  );
  const again: Emptied[] = [];
  for (const [i, one] of loops.entries()) {
    const step = stepOf(one);
    const latch = latches[i]!;
    const wants = back[i]!;
    // A failure that leads back has been taken care of by that; any other has not.
    const lost = one.failed - (latch.ending === 'failed' && wants ? 1 : 0);
    if (wants && lost <= 0 && one.round + 1 < step.cap) again.push(one);
    else if (wants && lost <= 0)
      ended.push({ ...over(one), ending: 'failed', reason: `loop_cap:${step.cap}` });
    else if (one.failed > 0) ended.push({ ...over(one), ending: 'failed', reason: 'round_failed' });
    else ended.push({ ...over(one), ending: 'succeeded', reason: null });
  }
  ended.push(
    ...(yield* open(
      plan,
      again,
      (i) => again[i]!.round + 1,
      again.map(() => 1),
      starting,
    )),
  );
  return ended;
}

const over = (one: Emptied) => ({ ...placeOf(one), round: one.round });
