import { countOf } from '../ui/format-count';

/** The words of a flow that is drawn, to be edited or to be watched. */
export const words = {
  map: 'Map of the flow',
  edge: {
    again: (most: number | undefined) => `again, ${most} at most`,
    if: 'if',
    fromTo: (source: string, target: string) => `From ${source} to ${target}`,
  },
  node: {
    faulty: 'has a fault',
    within: (n: number) => `${countOf(n, 'node')} within`,
    tries: 'Which of its tries',
  },
};
