import { countOf } from '../ui/format-count';

/** The words of what the editor of a flow shows beside its canvas: outline, dry run and versions. */
export const words = {
  outline: {
    title: 'Outline',
    columns: ['Node', 'Kind', 'Waits for'],
    faulty: 'Has a fault',
    judge: 'judge',
  },
  dryRun: {
    time: 'Time',
    cost: 'Cost',
    agents: 'Agents',
    unknown: 'No history yet',
    range: (low: string, high: string) => `${low} to ${high}`,
    unknownRoles: (roles: string) =>
      `No history yet of ${roles}: three finished tasks of a role in this project are needed.`,
    known: (tasks: number) =>
      `By ${countOf(tasks, 'finished task')} of this project in the last 90 days: from what a fifth of them took to what four fifths took.`,
    waves: 'Waves',
    wave: (n: number, all: number) => `Wave ${n} of ${all}`,
    longest: 'Longest way',
  },
  versions: {
    title: 'Versions',
    failed: 'The version was not restored',
    dirty: 'Save or discard your changes before you restore a version.',
    by: (name: string) => `by ${name}`,
    changed: (version: number) => `What changed in ${version}`,
    restore: (version: number) => `Restore ${version}`,
    same: 'Nothing.',
    nothing: 'nothing',
    node: 'node',
    edge: 'edge',
  },
};
