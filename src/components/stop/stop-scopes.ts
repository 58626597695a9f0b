import type { StopLevel } from '@/contract/stop';

/** Something that can be stopped from a page: its level, its id in a path, and its words. */
export interface StopScope {
  level: StopLevel;
  id: string;
  /** As a choice. */
  label: string;
  /** Inside a sentence. */
  name: string;
}

const EVERYTHING: StopScope = { level: 'workspace', id: '', label: 'Everything', name: 'everything' };
const PAGES: { at: RegExp; level: StopLevel; label: string; name: string }[] = [
  { at: /^\/tasks\/(TASK-\d+|task_\w+)/, level: 'task', label: 'This task', name: 'this task' },
  { at: /^\/projects\/(proj_\w+)/, level: 'project', label: 'This project', name: 'this project' },
  { at: /^\/flows\/runs\/(run_\w+)/, level: 'flow', label: 'This run', name: 'this run' },
  { at: /^\/runners\/(runner_\w+)/, level: 'runner', label: 'This runner', name: 'this runner' },
];
/** The endpoints of each level. */
export const STOPS = {
  workspace: { stop: 'stopWorkspace', start: 'startWorkspace' },
  project: { stop: 'stopProject', start: 'startProject' },
  runner: { stop: 'stopRunner', start: 'startRunner' },
  flow: { stop: 'stopFlowRun', start: 'startFlowRun' },
  task: { stop: 'stopTask', start: 'startTask' },
} as const satisfies Record<StopLevel, object>;

/** What can be stopped from the page at `path`, the least first. */
export function stopScopes(path: string): StopScope[] {
  const here = PAGES.flatMap(({ at, ...scope }) => {
    const [, id] = at.exec(path) ?? [];
    return id ? [{ ...scope, id }] : [];
  });
  return [...here, EVERYTHING];
}
