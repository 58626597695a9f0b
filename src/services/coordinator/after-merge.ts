import { isBroughtDown, isLostTooOften, isRestartedTooOften } from './ends-too-often';
import type { Ended, Step } from './next-step';
import { titleOf } from './title-of';

/** What follows when a merge has ended. Pure. */
export function afterMerge(ended: Ended): Step {
  if (ended.outcome === 'succeeded') return { moves: [{ to: 'COMPLETED' }] };
  const comesBack = ended.outcome === 'released' || (ended.outcome === 'lost' && !isLostTooOften(ended));
  if (comesBack && !isRestartedTooOften(ended))
    return { moves: [], again: 'merge', keepsPlace: isBroughtDown(ended) };
  const code = ended.reason ?? 'merge_conflict';
  // What does not fit with others is mended best by whoever wrote it; a person has it once that has not helped.
  if (MENDED_BY_ITS_AGENT.has(code) && hasTriesLeft(ended))
    return {
      moves: [
        { to: 'IN_REVIEW', reason: code },
        { to: 'QUEUED', reason: code },
      ],
      sameRunner: true,
      countFailure: ended.message,
    };
  return {
    moves: [{ to: 'IN_REVIEW', reason: code }],
    exception: {
      type: 'CONFLICT_DETECTED',
      title: titleOf(code),
      body: ended.message,
    },
  };
}

const MENDED_BY_ITS_AGENT: ReadonlySet<string> = new Set(['merge_conflict', 'checks_failed']);

const hasTriesLeft = ({ outcome, task, sameError, retry, isSpent }: Ended): boolean =>
  outcome === 'failed' && !isSpent && task.failures < task.maxRetries && sameError + 1 < retry.sameErrorMost;
