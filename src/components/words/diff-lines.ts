import { countOf } from '../ui/format-count';

/** The words of the lines of a change, and of a comment on one. */
export const words = {
  fold: 'Fold',
  show: (lines: number) => `Show ${countOf(lines, 'line')}`,
  viewed: 'Viewed',
  hunkViewed: (hunk: string) => `Viewed: ${hunk}`,
  added: 'added:',
  removed: 'removed:',
  invisible: 'Invisible character',
  comment: {
    on: (line?: number) => `Comment on line ${line}`,
    onRemoved: (line?: number) => `Comment on removed line ${line}`,
    failed: 'The comment was not kept',
    keep: 'Keep as draft',
    back: 'Back',
  },
};
