import { countOf } from '../ui/format-count';

/** The words of the attempts at a task beside each other. */
export const words = {
  attempt: (n: number) => `Attempt ${n}`,
  tab: {
    atMostOne: 'There is one attempt at most',
    another:
      'Another begins when a person asks for changes, or when an agent fails and the task is tried again.',
    between: 'What tells two apart',
    // A gap of its own stands between the parts.
    fromTo: '{from}to{to}',
    from: 'From attempt',
    to: 'To attempt',
  },
  table: {
    title: 'Attempts',
    label: 'Attempts beside each other',
    columns: ['Attempt', 'Outcome', 'Took', 'Cost', 'Checks', 'Changed'],
    turns: (n: number) => countOf(n, 'turn'),
    unread: 'could not be read',
    noChecks: 'none ran',
    unchanged: 'nothing',
    files: (n: number) => countOf(n, 'file'),
  },
  diff: {
    unread: 'The changes could not be read',
    choose: 'Choose two attempts',
    chooseWhy: 'An attempt differs in nothing from itself.',
    noCommit: (attempt: number) => `Attempt ${attempt} left no commit`,
    noCommitHint: 'There is nothing to compare it by. Its log tells how far it came.',
    otherBase:
      'They began from different commits of the branch: what others changed between is not told apart here.',
    truncated: 'A patch was too long to keep whole: what it leaves out is missing here.',
    byEither: (files: number) => `${countOf(files, 'file')} changed by either.`,
    allSame: 'Both changed the same files in the same way.',
    differ: (files: number, same: number, first: number, second: number) =>
      `${countOf(files, 'file')} ${files === 1 ? 'differs' : 'differ'}${
        same > 0 ? `, ${same} changed the same way` : ''
      }. Red lines are of attempt ${first}, green ones of attempt ${second}.`,
    alone: (attempt: number) => `changed by attempt ${attempt} alone`,
    otherwise: 'changed otherwise',
    byBoth: 'changed by both',
    show: (lines: number) => `Show ${countOf(lines, 'line')}`,
    label: (path: string) => `Between the attempts in ${path}`,
    noLine: 'No line tells them apart: its content is binary, or was moved.',
    fromLine: (line: number) => `From line ${line} of the commit that both began with`,
  },
};
