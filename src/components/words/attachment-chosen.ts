import { countOf } from '../ui/format-count';

/** The words of the files that a task is going to be made with. */
export const words = {
  title: 'Attached files {optional}',
  optional: '(optional)',
  drop: 'Or drop or paste them here. The agent reads them.',
  tooMany: (name: string, most: number) => `${name} is left out: ${most} files are all that a task takes.`,
  tooLarge: (name: string, most: string) =>
    `${name} is left out: the files of a task come to ${most} at most.`,
  unfinished: {
    kept: (ref: string, left: number) =>
      `${ref} is made and kept out of the queue${left > 0 ? `: ${countOf(left, 'file')} did not arrive` : ''}`,
    goOn: 'Go on without them',
    queue: 'Queue it without them',
    open: (ref: string) => `Open ${ref}`,
  },
};
