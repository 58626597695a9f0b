import type { FlowNodeKind } from '@/contract/flow';

const kinds: Record<FlowNodeKind, { name: string; does: string }> = {
  task: { name: 'Task', does: 'An agent works on it' },
  review: { name: 'Review', does: 'Waits until a person approves' },
  condition: { name: 'Condition', does: 'Leads on by true or by false' },
  wait: { name: 'Wait', does: 'Lets time pass' },
  join: { name: 'Join', does: 'Waits for those before it' },
  'fan-out': { name: 'Fan-out', does: 'Does its members once for each of a list' },
  parallel: { name: 'Parallel', does: 'Does its members side by side' },
  sequential: { name: 'Sequential', does: 'Does its members one after the other' },
  fallback: { name: 'Fallback', does: 'Tries its members until one succeeds' },
  batched: { name: 'Batched', does: 'Does its members batch by batch' },
  'n-version': { name: 'N versions', does: 'Makes several versions; a judge picks one' },
  debate: { name: 'Debate', does: 'Members answer each other; a judge decides' },
  cascade: { name: 'Cascade', does: 'Goes on to the next while one is not good enough' },
  panel: { name: 'Panel', does: 'Members vote' },
};

/** The words of nodes and edges, in the editor and in the view of a run. */
export const words = {
  kinds,
  kindDoes: (name: string, does: string) => `${name}: ${does.toLowerCase()}`,
  members: (node: string) => `Members of ${node}`,
  again: 'again',
  never: 'never',
};
