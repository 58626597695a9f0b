import { z } from 'zod';
import { endpoint } from './endpoint';
import { id, TaskRef, Timestamp } from './ids';
import { TaskStatus } from './task';

/** The phases of a merge agent, as its runner says them. */
export const MERGE_PHASE = {
  waiting: 'waiting to merge',
  merging: 'merging',
  bisecting: 'bisecting',
} as const;

/**
 * merging: laid over the branch and being proven. bisecting: of a group in which something breaks together. waiting:
 * behind others on its runner. queued: no runner has taken it yet.
 */
export const MergeState = z.enum(['merging', 'bisecting', 'waiting', 'queued']);
export type MergeState = z.infer<typeof MergeState>;

const TaskNamed = z.object({ taskId: id('task'), taskRef: TaskRef, taskTitle: z.string() });

/** An approved task that stands in line for its branch. */
export const StandingMerge = TaskNamed.extend({
  state: MergeState,
  agentId: id('agent').nullable(),
  runnerName: z.string().nullable().describe('Whose merge it is, or the one that alone may take it'),
  sentence: z.string().describe('What it does, or what it waits for'),
  behind: z.array(TaskRef).describe('Who stands before it in the same line'),
  since: Timestamp,
});
export type StandingMerge = z.infer<typeof StandingMerge>;

/** A task that was not merged, because of what the branch holds now. */
export const ReturnedMerge = TaskNamed.extend({
  status: TaskStatus.describe('Where the task stands now'),
  agentId: id('agent'),
  reason: z.string(),
  sentence: z.string(),
  tests: z.array(z.string()).describe('What fails with it on top of the branch, and not without it'),
  at: Timestamp,
});
export type ReturnedMerge = z.infer<typeof ReturnedMerge>;

export const LandedMerge = TaskNamed.extend({ mergedSha: z.string(), at: Timestamp });
export type LandedMerge = z.infer<typeof LandedMerge>;

/** All that wants into one branch of a project, in order, and what became of those before. */
export const MergeLine = z.object({
  projectId: id('proj'),
  projectName: z.string(),
  branch: z.string(),
  standing: z.array(StandingMerge),
  returned: z.array(ReturnedMerge),
  landed: z.array(LandedMerge),
});
export type MergeLine = z.infer<typeof MergeLine>;

export const listMerges = endpoint({
  name: 'listMerges',
  summary:
    'The merge line of each branch: what is merged now, what waits and for what, and what came back or landed in the last fourteen days',
  method: 'GET',
  path: '/api/merges',
  who: 'person',
  action: 'workspace:read',
  query: z.strictObject({ projectId: id('proj').optional() }),
  returns: z.object({ lines: z.array(MergeLine) }),
});
