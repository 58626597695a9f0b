import type { NotificationKind } from '@/contract/notification';

const kinds: Record<NotificationKind, { word: string; when: string }> = {
  needs_you: { word: 'Needs you', when: 'An agent asks, something went wrong, or work is ready to review.' },
  failed: { word: 'Failed', when: 'A task of yours ended without success.' },
  mention: { word: 'You are named', when: 'Somebody mentions you, or gives you a task.' },
  comment: { word: 'Comments', when: 'Somebody speaks on a task that you follow.' },
  done: { word: 'Done', when: 'A task that you follow is done.' },
};

/** The words of the kinds of notifications, in the order of the settings: what each is called, and when it comes. */
export const words = { kinds };
