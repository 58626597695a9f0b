import type { Phase } from './time-shares';

/** How each phase of a task is called and coloured. */
export const PHASE_LOOK: Record<Phase, { word: string; color: string }> = {
  draft: { word: 'Not queued', color: 'bg-line' },
  queue: { word: 'In the queue', color: 'bg-neutral' },
  blocked: { word: 'Blocked', color: 'bg-attention' },
  work: { word: 'At work', color: 'bg-active' },
  proof: { word: 'Being proven', color: 'bg-success' },
  person: { word: 'Waiting for a person', color: 'bg-review' },
  merge: { word: 'Merging', color: 'bg-ink-3' },
};
