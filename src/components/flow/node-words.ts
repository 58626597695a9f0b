import type { FlowNodeKind } from '@/contract/flow';

/** What each kind of node is called, and what it does. */
export const KIND_WORDS: Record<FlowNodeKind, { name: string; does: string }> = {
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

/** Members of a node that its form offers, by its kind; each leads into the schema. */
export function membersOf(kind: FlowNodeKind): string[][] {
  const work = [
    ['agentId'],
    ['instructions'],
    ['role'],
    ['engine'],
    ['model'],
    ['config', 'retryOnFailure'],
    ['config', 'maxRetries'],
    ['config', 'timeout'],
    ['config', 'requiresReview'],
    ['inputs'],
    ['requires'],
    ['outputSchema'],
    ['acceptance'],
    ['filesHint'],
    ['priority'],
  ];
  const of: Record<FlowNodeKind, string[][]> = {
    task: work,
    review: [['instructions']],
    condition: [['condition']],
    wait: [['config', 'waitMs']],
    join: [['config', 'joinOn']],
    'fan-out': [
      ['config', 'items'],
      ['config', 'maxWorkers'],
    ],
    parallel: [['config', 'maxWorkers']],
    sequential: [
      ['config', 'passOutput'],
      ['config', 'stopOnFailure'],
    ],
    fallback: [['config', 'timeout']],
    batched: [
      ['config', 'batchSize'],
      ['config', 'passOutput'],
      ['config', 'maxWorkers'],
    ],
    'n-version': [['config', 'versions']],
    debate: [['config', 'rounds']],
    cascade: [],
    panel: [['config', 'votes']],
  };
  return [['label'], ...of[kind]];
}
