import type { FlowNodeKind } from '@/contract/flow';
import { words } from '../words/flow-nodes';

/** What each kind of node is called, and what it does. */
export const KIND_WORDS = words.kinds;

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
