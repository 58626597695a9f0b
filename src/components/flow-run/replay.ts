import type { Step } from './node-states';

/** From when to when a run can be looked at again, in milliseconds since 1970; null where nothing of it began. */
export function spanOf(steps: readonly Step[]): { from: number; to: number } | null {
  const times = steps.flatMap(({ startedAt, endedAt }) =>
    [startedAt, endedAt].flatMap((at) => (at === null ? [] : [Date.parse(at)])),
  );
  if (times.length === 0) return null;
  const span = times.reduce(({ from, to }, at) => ({ from: Math.min(from, at), to: Math.max(to, at) }), {
    from: Number.POSITIVE_INFINITY,
    to: 0,
  });
  return span.to > span.from ? span : null;
}

/** The moment so many milliseconds after the beginning; null for the end, and for what lies outside. */
export const momentAfter = (
  { from, to }: { from: number; to: number },
  after: number | null,
): number | null => (after !== null && after >= 0 && from + after < to ? from + after : null);

/** The steps as they stood at a moment: what began later still waited, what ended later was at work. */
export const stepsAt = (steps: readonly Step[], moment: number): Step[] =>
  steps.map((step) => {
    const { startedAt, endedAt, kind } = step;
    if (endedAt !== null && Date.parse(endedAt) <= moment) return step;
    const early = { ...step, endedAt: null, reason: null, task: null };
    if (startedAt === null || Date.parse(startedAt) > moment)
      return { ...early, status: 'waiting', startedAt: null };
    return { ...early, status: kind === 'review' ? 'review' : 'running' };
  });

/** The moments at which something began or ended, in order and each once. */
export const momentsOf = (steps: readonly Step[]): number[] =>
  [
    ...new Set(
      steps.flatMap(({ startedAt, endedAt }) =>
        [startedAt, endedAt].flatMap((at) => (at === null ? [] : [Date.parse(at)])),
      ),
    ),
  ].sort((a, b) => a - b);
