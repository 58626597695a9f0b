import type { StopLevel } from '@/contract/stop';
import { words } from '../words/stop-scopes';

/** Something that can be stopped from a page: its level, its id in a path, and its words. */
export interface StopScope {
  level: StopLevel;
  id: string;
  /** As a choice. */
  label: string;
  /** Inside a sentence. */
  name: string;
}

const EVERYTHING: StopScope = { level: 'workspace', id: '', ...words.scopes.workspace };
const PAGES: { at: RegExp; level: StopLevel; label: string; name: string }[] = [
  { at: /^\/tasks\/(TASK-\d+|task_\w+)/, level: 'task', ...words.scopes.task },
  { at: /^\/projects\/(proj_\w+)/, level: 'project', ...words.scopes.project },
  { at: /^\/flows\/runs\/(run_\w+)/, level: 'flow', ...words.scopes.flow },
  { at: /^\/runners\/(runner_\w+)/, level: 'runner', ...words.scopes.runner },
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
