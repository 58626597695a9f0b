import type { MergeState } from '@/contract/merge';

/** The words of the lines in which approved commits stand for their branch. */
export const words = {
  lead: 'Approved commits stand in line for their branch. Those of one round are laid over it together and proven; what breaks there comes back to its author, and the branch moves by proven steps alone.',
  failed: 'The merge lines could not be read',
  nothing: 'Nothing stands in line',
  appears: 'When a commit is approved, it appears here until its branch has it.',
  title: '{project} {into} {branch}',
  into: 'into',
  standing: (n: number) => (n > 0 ? `${n} in line` : 'Nothing in line'),
  inLine: 'In line',
  returned: 'Came back',
  landed: 'Landed',
  more: (n: number) => `${n} more`,
  tests: 'Failing tests',
  log: 'Log of the merge',
  copy: (ref: string) => `Copy the commit of ${ref}`,
  states: {
    merging: {
      word: 'Merging',
      meaning: 'Laid over the branch; the checks run on that.',
    },
    bisecting: {
      word: 'Looking for the culprit',
      meaning: 'Something breaks together: halves of the group are tried.',
    },
    waiting: {
      word: 'In line',
      meaning: 'Its runner has it; others are before it.',
    },
    queued: {
      word: 'Waits for a runner',
      meaning: 'No runner has taken it yet.',
    },
  } satisfies Record<MergeState, { word: string; meaning: string }>,
};
