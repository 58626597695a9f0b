import type { MergeState } from '@/contract/merge';
import type { StatusShape } from '../task/status-vocabulary';
import type { Tone } from '../ui/chip';
import { words } from '../words/merge';

/** What people read for each state of a merge: a word, a shape of its own and a colour. */
export const MERGE_STATE: Record<
  MergeState,
  { word: string; shape: StatusShape; tone: Tone; meaning: string }
> = {
  merging: {
    ...words.states.merging,
    shape: 'merge',
    tone: 'active',
  },
  bisecting: {
    ...words.states.bisecting,
    shape: 'flask',
    tone: 'attention',
  },
  waiting: {
    ...words.states.waiting,
    shape: 'circle',
    tone: 'neutral',
  },
  queued: {
    ...words.states.queued,
    shape: 'dashed',
    tone: 'neutral',
  },
};
