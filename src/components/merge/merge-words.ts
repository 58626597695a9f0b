import type { MergeState } from '@/contract/merge';
import type { StatusShape } from '../task/status-vocabulary';
import type { Tone } from '../ui/chip';

/** What people read for each state of a merge: a word, a shape of its own and a colour. */
export const MERGE_STATE: Record<
  MergeState,
  { word: string; shape: StatusShape; tone: Tone; meaning: string }
> = {
  merging: {
    word: 'Merging',
    shape: 'merge',
    tone: 'active',
    meaning: 'Laid over the branch; the checks run on that.',
  },
  bisecting: {
    word: 'Looking for the culprit',
    shape: 'flask',
    tone: 'attention',
    meaning: 'Something breaks together: halves of the group are tried.',
  },
  waiting: {
    word: 'In line',
    shape: 'circle',
    tone: 'neutral',
    meaning: 'Its runner has it; others are before it.',
  },
  queued: {
    word: 'Waits for a runner',
    shape: 'dashed',
    tone: 'neutral',
    meaning: 'No runner has taken it yet.',
  },
};
