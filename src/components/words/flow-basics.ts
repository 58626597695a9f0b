import { countOf } from '../ui/format-count';

/** The words that the pages of flows and of their runs share. */
export const words = {
  nodes: (n: number) => countOf(n, 'node'),
  edges: (n: number) => countOf(n, 'edge'),
  faults: (n: number) => countOf(n, 'fault'),
  version: (n: number) => `Version ${n}`,
  runs: 'Runs',
  runsOf: (name: string) => `Runs of ${name}`,
  allRuns: 'All runs',
  unread: 'The flow could not be read',
};
