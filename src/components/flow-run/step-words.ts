import type { FlowNodeStatus, FlowRunStatus } from '@/contract/flow-run';
import type { TaskStatus } from '@/contract/task';
import { reasonWords } from '../task/reason-words';
import { hasEnded, STATUS, type StatusWord } from '../task/status-vocabulary';
import { words } from '../words/flow-run-states';

/** What people read for a step of a run: a word, a shape of its own and a colour. */
export const STEP: Record<FlowNodeStatus, StatusWord> = {
  waiting: { ...words.steps.waiting, tone: 'neutral', shape: 'dashed' },
  ready: { ...words.steps.ready, tone: 'attention', shape: 'circle' },
  running: STATUS.IN_PROGRESS,
  review: { ...words.steps.review, tone: 'review', shape: 'eye' },
  succeeded: { ...words.steps.succeeded, tone: 'success', shape: 'check' },
  failed: { ...words.steps.failed, tone: 'danger', shape: 'cross' },
  skipped: { ...words.steps.skipped, tone: 'neutral', shape: 'skip' },
  cancelled: { ...words.steps.cancelled, tone: 'neutral', shape: 'slash' },
};

/** The same of a step that a task does: the task knows more exactly. */
export const wordOf = (status: FlowNodeStatus, task: TaskStatus | undefined): StatusWord =>
  status === 'running' && task && !hasEnded(task) ? STATUS[task] : STEP[status];

export const RUN: Record<FlowRunStatus, StatusWord> = {
  RUNNING: { ...words.runs.RUNNING, tone: 'active', shape: 'arc' },
  PAUSED: { ...words.runs.PAUSED, tone: 'attention', shape: 'octagon' },
  ABORTING: { ...words.runs.ABORTING, tone: 'neutral', shape: 'stopping' },
  COMPLETED: { ...words.runs.COMPLETED, tone: 'success', shape: 'check' },
  FAILED: { ...words.runs.FAILED, tone: 'danger', shape: 'cross' },
  CANCELLED: { ...words.runs.CANCELLED, tone: 'neutral', shape: 'slash' },
};

export const runHasEnded = (status: FlowRunStatus) =>
  status === 'COMPLETED' || status === 'FAILED' || status === 'CANCELLED';

const BECAUSE: Record<string, string> = words.because;

/** A step's reason in words; nodes are named by their labels. null where it says no more than the status. */
export function becauseOf(reason: string | null, labelOf: (nodeId: string) => string): string | null {
  if (reason === null) return null;
  const [, code = '', nodeId = ''] = reason.match(/^(dependency_\w+|condition):(.+)$/s) ?? [];
  if (code === 'dependency_failed') return words.failed(labelOf(nodeId));
  if (code === 'dependency_cancelled') return words.cancelled(labelOf(nodeId));
  if (code === 'condition') return words.condition(labelOf(nodeId));
  return BECAUSE[reason] ?? reasonWords(reason);
}
