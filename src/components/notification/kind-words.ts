import type { NotificationKind } from '@/contract/notification';

/** What each kind is called, and when it comes. */
export const KIND: Record<NotificationKind, { word: string; when: string }> = {
  needs_you: { word: 'Needs you', when: 'An agent asks, something went wrong, or work is ready to review.' },
  failed: { word: 'Failed', when: 'A task of yours ended without success.' },
  mention: { word: 'You are named', when: 'Somebody mentions you, or gives you a task.' },
  comment: { word: 'Comments', when: 'Somebody speaks on a task that you follow.' },
  done: { word: 'Done', when: 'A task that you follow is done.' },
};
/** In the order of the settings. */
export const KINDS = Object.keys(KIND) as NotificationKind[];
