import { countOf } from '../ui/format-count';

/** The words of the dialogs that take file locks from somebody. */
export const words = {
  reason: 'Reason',
  inEvents: 'It stands in the events, for whoever asks later.',
  release: {
    title: 'Release this file lock?',
    what: '{path} is taken from {task}. Its agent goes on, and must ask again before it writes there; another task may take the path first.',
    confirm: 'Release file lock',
    keep: 'Keep file lock',
    done: (path: string) => `${path} is free`,
  },
  take: {
    title: (ref: string) => `Take the files over for ${ref}?`,
    what: (holders: string, ref: string) =>
      `${holders} may not write them any more until ${ref} is merged or has ended. What was written is kept; an agent at work is told your reason, and its commit waits for the files.`,
    hint: 'Whoever held the files is told, and it stands in the events.',
    confirm: 'Take over',
    keep: 'Let it wait',
    done: (ref: string) => `${ref} has its files and is queued`,
  },
  break: {
    title: (ref: string) => `Release what ${ref} holds?`,
    what: (ref: string) =>
      `What ${ref} has written is kept, and it must ask again before it writes there. The tasks that wait for it go on first.`,
    confirm: 'Release its files',
    keep: 'Keep them',
    done: (n: number, ref: string) => `${countOf(n, 'path')} of ${ref} free`,
  },
};
