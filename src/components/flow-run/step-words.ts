import type { FlowNodeStatus, FlowRunStatus } from '@/contract/flow-run';
import type { TaskStatus } from '@/contract/task';
import { reasonWords } from '../task/reason-words';
import { hasEnded, STATUS, type StatusWord } from '../task/status-vocabulary';

/** What people read for a step of a run: a word, a shape of its own and a colour. */
export const STEP: Record<FlowNodeStatus, StatusWord> = {
  waiting: {
    word: 'Waiting',
    tone: 'neutral',
    shape: 'dashed',
    meaning: 'Others have to end before it begins.',
  },
  ready: {
    word: 'Held back',
    tone: 'attention',
    shape: 'circle',
    meaning: 'It could begin: the run is paused, or its group is full.',
  },
  running: STATUS.IN_PROGRESS,
  review: {
    word: 'Waits for you',
    tone: 'review',
    shape: 'eye',
    meaning: 'A person decides whether the run goes on.',
  },
  succeeded: { word: 'Done', tone: 'success', shape: 'check', meaning: 'What needed it may begin.' },
  failed: { word: 'Failed', tone: 'danger', shape: 'cross', meaning: 'What needs its success is skipped.' },
  skipped: { word: 'Skipped', tone: 'neutral', shape: 'skip', meaning: 'It never began.' },
  cancelled: { word: 'Cancelled', tone: 'neutral', shape: 'slash', meaning: 'Stopped by a person.' },
};

/** The same of a step that a task does: the task knows more exactly. */
export const wordOf = (status: FlowNodeStatus, task: TaskStatus | undefined): StatusWord =>
  status === 'running' && task && !hasEnded(task) ? STATUS[task] : STEP[status];

export const RUN: Record<FlowRunStatus, StatusWord> = {
  RUNNING: { word: 'Running', tone: 'active', shape: 'arc', meaning: 'Steps begin as soon as they may.' },
  PAUSED: {
    word: 'Paused',
    tone: 'attention',
    shape: 'octagon',
    meaning: 'Nothing begins until somebody resumes it.',
  },
  ABORTING: {
    word: 'Aborting',
    tone: 'neutral',
    shape: 'stopping',
    meaning: 'Nothing begins any more; its agents were told to stop.',
  },
  COMPLETED: { word: 'Done', tone: 'success', shape: 'check', meaning: 'No failure was left over.' },
  FAILED: {
    word: 'Failed',
    tone: 'danger',
    shape: 'cross',
    meaning: 'A failure was left that nothing took care of.',
  },
  CANCELLED: { word: 'Aborted', tone: 'neutral', shape: 'slash', meaning: 'A person ended it.' },
};

export const runHasEnded = (status: FlowRunStatus) =>
  status === 'COMPLETED' || status === 'FAILED' || status === 'CANCELLED';

const BECAUSE: Record<string, string> = {
  rejected: 'a person rejected it',
  aborted: 'the run was aborted',
  flow_aborted: 'the run was aborted',
  round_failed: 'something within it failed',
  condition: 'the condition before it did not hold',
  injected: 'failed by chance, as the simulation was told',
};

/** A step's reason in words; nodes are named by their labels. null where it says no more than the status. */
export function becauseOf(reason: string | null, labelOf: (nodeId: string) => string): string | null {
  if (reason === null) return null;
  const [, code = '', nodeId = ''] = reason.match(/^(dependency_\w+|condition):(.+)$/s) ?? [];
  if (code === 'dependency_failed') return `${labelOf(nodeId)} failed`;
  if (code === 'dependency_cancelled') return `${labelOf(nodeId)} was cancelled`;
  if (code === 'condition') return `the condition at ${labelOf(nodeId)} did not hold`;
  return BECAUSE[reason] ?? reasonWords(reason);
}
