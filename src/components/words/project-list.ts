import { countOf } from '../ui/format-count';

/** The words of the list of projects. */
export const words = {
  lead: 'One git repository each, with the commands that prove a change.',
  add: 'Add a project',
  none: 'No project yet',
  noneHint: 'Give the folder of a repository on a connected machine, or a clone URL.',
  noChecks: 'no checks: nothing can be proven',
  checks: (n: number) => countOf(n, 'check'),
  ready: (n: number) => `${countOf(n, 'runner')} ready`,
  noneReady: 'no runner ready',
};
