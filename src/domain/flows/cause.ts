import type { Ending } from './plan';

/**
 * Why links were not met, as one number so that the least of many is the same whatever order they came in: first those
 * whose step failed, then was cancelled, then those whose condition did not hold.
 */
const KINDS = ['failed', 'cancelled', 'condition'] as const;
const SPAN = 2 ** 24;

/** The cause that begins at a step. */
export const causeOf = (kind: (typeof KINDS)[number], step: number): number =>
  KINDS.indexOf(kind) * SPAN + step;

/** What a cause says: its kind and the step at which it began. */
export const readCause = (cause: number) => ({
  kind: KINDS[Math.floor(cause / SPAN)]!,
  step: cause % SPAN,
});

/** Why whatever needs a step that ended so has to do without it; a skipped step hands on why it was skipped. */
export function causeAfter(step: number, ending: Ending, own: number | null): number {
  if (ending === 'skipped') return own ?? causeOf('condition', step);
  return causeOf(ending === 'succeeded' ? 'condition' : ending, step);
}
