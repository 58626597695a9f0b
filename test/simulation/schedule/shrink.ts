import type { Step } from './plan';
import { type Ran, runSchedule } from './run-schedule';

/** Most tries of leaving steps out. */
const TRIES = 400;

/**
 * The shortest way found to what a schedule broke: its steps up to there, without those that it breaks without too.
 * Answers the steps and what they break.
 */
export function shrink(seed: number, plan: Step[], broken: NonNullable<Ran['broken']>) {
  const breaks = (steps: Step[]) => {
    const { broken: found } = runSchedule(seed, steps);
    return found?.invariant === broken.invariant ? found : null;
  };
  let steps = plan.slice(0, broken.atStep + 1);
  let last = breaks(steps);
  if (!last) {
    steps = plan;
    last = broken;
  }
  let tries = 0;
  for (let size = steps.length >> 1; size > 0 && tries < TRIES; size >>= 1)
    for (let at = 0; at < steps.length && tries < TRIES; tries++) {
      const fewer = [...steps.slice(0, at), ...steps.slice(at + size)];
      const still = breaks(fewer);
      if (still) {
        steps = fewer;
        last = still;
      } else at += size;
    }
  return { steps, broken: last };
}

/** A failure in words: seed, shortest way, how to see it again. */
export function describeFailure({ seed, broken }: Pick<Ran, 'seed' | 'broken'>, plan: Step[]): string {
  if (!broken) return '';
  const short = shrink(seed, plan, broken);
  return [
    `${broken.invariant} is broken by seed ${seed} at step ${broken.atStep}: ${broken.saw}`,
    `${short.steps.length} steps are enough: ${short.broken.invariant}: ${short.broken.saw}`,
    ...short.steps.map(({ name, who, much, after }) => `  ${name} who=${who} much=${much} after=${after}`),
    `See it again: npm run sim -- --schedules 1 --seed ${seed}`,
  ].join('\n');
}
