import { words } from '../words/task-waterfall';
import { words as common } from '../words/words';
import type { Phase } from './time-shares';

/** How each phase of a task is called and coloured. */
export const PHASE_LOOK: Record<Phase, { word: string; color: string }> = {
  draft: { word: common.statuses.DRAFT.word, color: 'bg-line' },
  queue: { word: words.phases.queue, color: 'bg-neutral' },
  blocked: { word: common.statuses.BLOCKED.word, color: 'bg-attention' },
  work: { word: words.phases.work, color: 'bg-active' },
  proof: { word: words.phases.proof, color: 'bg-success' },
  person: { word: words.phases.person, color: 'bg-review' },
  merge: { word: common.statuses.MERGING.word, color: 'bg-ink-3' },
};
