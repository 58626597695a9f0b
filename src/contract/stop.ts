import { z } from 'zod';
import { endpoint } from './endpoint';
import { id, TaskRef } from './ids';
import { line } from './text';

/** What stops with one word: all of the workspace, a project, what one machine does, a run of a flow, or a task with its sub-tasks. */
export const StopLevel = z.enum(['workspace', 'project', 'runner', 'flow', 'task']);
export type StopLevel = z.infer<typeof StopLevel>;

/** What a stop does, or would do. */
export const Stop = z.object({
  level: StopLevel,
  stopped: z.boolean().describe('Whether no agent begins there until it is started again'),
  agents: z
    .array(z.object({ id: id('agent'), taskRef: z.string(), taskTitle: z.string(), runnerName: z.string() }))
    .describe('Live ones: told to end with their next heartbeat. What they wrote is kept'),
  merging: z.array(z.string()).describe('Refs of tasks being merged: a merge is never cut off half way'),
  waiting: z.number().int().describe('Tasks that wait for a runner, and stay where they are'),
});
export type Stop = z.infer<typeof Stop>;

const body = z.strictObject({
  note: line(200).optional().describe('Why; shown to everybody while it is stopped'),
  preview: z.boolean().default(false).describe('true only says what would be stopped'),
});
export type StopWish = z.infer<typeof body>;

const EVERYTHING = { path: '/api/workspace/stop', who: 'person', action: 'queue:write' } as const;
const PROJECT = {
  path: '/api/projects/:id/stop',
  who: 'person',
  action: 'project:write',
  params: z.strictObject({ id: id('proj') }),
} as const;
const RUNNER = {
  path: '/api/runners/:id/stop',
  who: 'person',
  action: 'runner:manage',
  params: z.strictObject({ id: id('runner') }),
} as const;
const TASK = {
  path: '/api/tasks/:id/stop',
  who: 'person',
  action: 'agent:steer',
  params: z.strictObject({ id: TaskRef }),
} as const;
const FLOW = {
  path: '/api/flow/runs/:id/stop',
  who: 'person',
  action: 'agent:steer',
  params: z.strictObject({ id: id('run') }),
} as const;

export const stopWorkspace = endpoint({
  ...EVERYTHING,
  name: 'stopWorkspace',
  summary: 'Stop everything: the queue is paused and every agent ends, what they wrote is kept; repeatable',
  method: 'POST',
  body,
  returns: Stop,
});
export const startWorkspace = endpoint({
  ...EVERYTHING,
  name: 'startWorkspace',
  summary: 'Start everything again: the queue goes on',
  method: 'DELETE',
  returns: Stop,
});
export const stopProject = endpoint({
  ...PROJECT,
  name: 'stopProject',
  summary: 'Stop a project: no agent begins on it and every one at work on it ends; repeatable',
  method: 'POST',
  body,
  returns: Stop,
});
export const startProject = endpoint({
  ...PROJECT,
  name: 'startProject',
  summary: 'Start a stopped project again',
  method: 'DELETE',
  returns: Stop,
});
export const stopRunner = endpoint({
  ...RUNNER,
  name: 'stopRunner',
  summary: 'Stop a runner: it is paused and every agent on it ends, their tasks go elsewhere; repeatable',
  method: 'POST',
  body,
  returns: Stop,
});
export const startRunner = endpoint({
  ...RUNNER,
  name: 'startRunner',
  summary: 'Start a stopped runner again',
  method: 'DELETE',
  returns: Stop,
});
export const stopTask = endpoint({
  ...TASK,
  name: 'stopTask',
  summary: 'Stop a task and all sub-tasks below it: their agents end, none begins; repeatable',
  method: 'POST',
  body,
  returns: Stop,
});
export const startTask = endpoint({
  ...TASK,
  name: 'startTask',
  summary: 'Start a stopped task and its sub-tasks again',
  method: 'DELETE',
  returns: Stop,
});
export const stopFlowRun = endpoint({
  ...FLOW,
  name: 'stopFlowRun',
  summary: 'Stop a run of a flow: it is paused and its agents end, their tasks wait; repeatable',
  method: 'POST',
  body,
  returns: Stop,
});
export const startFlowRun = endpoint({
  ...FLOW,
  name: 'startFlowRun',
  summary: 'Start a stopped run of a flow again',
  method: 'DELETE',
  returns: Stop,
});
