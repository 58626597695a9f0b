import { isAbsolute, relative } from 'node:path';
import { text } from 'node:stream/consumers';
import { agentComplete, agentError, fileChanged } from '@/contract/hook';
import { type Dashboard, openDashboard } from '../../server/dashboard';
import { explainError } from '../../terminal/explain-error';
import { EXIT } from '../../terminal/failure';
import { printJson, warn } from '../../terminal/say';
import { chooseProject } from '../choose-project';
import type { HookOptions } from '../hooks';

const WORDS_MAX = 10_000;
const TIMEOUT_MS = 10_000;

/** What Claude Code gives a hook on its stdin; empty where it gives nothing. */
type Given = Record<string, unknown>;

/** Tells that the agent of a node has ended. */
export const callStop = (nodeId: string, status: string, options: HookOptions): Promise<void> =>
  tell(options, (dashboard, given, projectId) => {
    const told = { nodeId, ...projectId, ...sessionOf(given) };
    if (/^(failed|failure|error)$/i.test(status)) {
      const error = wordsIn(given.error) || wordsIn(given.last_assistant_message) || 'It failed.';
      return dashboard.call(agentError, { body: { ...told, error }, timeoutMs: TIMEOUT_MS });
    }
    const message = wordsIn(given.last_assistant_message);
    const body = { ...told, status, ...(message ? { message } : {}) };
    return dashboard.call(agentComplete, { body, timeoutMs: TIMEOUT_MS });
  });

/** Tells which file the agent of a node has written. */
export const callTrackChanges = (nodeId: string, options: HookOptions): Promise<void> =>
  tell(options, async (dashboard, given, projectId) => {
    const input = (given.tool_input ?? {}) as Given;
    const path = wordsIn(input.file_path) || wordsIn(input.notebook_path);
    if (!path) return null;
    const tool = wordsIn(given.tool_name);
    const files = [placeIn(wordsIn(given.cwd), path)];
    const body = { nodeId, ...projectId, ...sessionOf(given), files, ...(tool ? { tool } : {}) };
    return dashboard.call(fileChanged, { body, timeoutMs: TIMEOUT_MS });
  });

/** A hook that fails with 2 would stop the agent: whatever goes wrong is said, and the agent goes on. */
async function tell(
  options: HookOptions,
  call: (dashboard: Dashboard, given: Given, projectId: { projectId?: string }) => Promise<unknown>,
): Promise<void> {
  try {
    const given = await readGiven();
    const dashboard = openDashboard(options);
    const named = options.project;
    const projectId = named?.startsWith('proj_') ? named : named && (await chooseProject(dashboard, named));
    const told = await call(dashboard, given, projectId ? { projectId } : {});
    if (options.json) printJson({ data: told });
  } catch (error) {
    warn(`The hook told nothing: ${explainError(error).message}`);
    process.exitCode = EXIT.failure;
  }
}

async function readGiven(): Promise<Given> {
  if (process.stdin.isTTY) return {};
  try {
    const given: unknown = JSON.parse(await text(process.stdin));
    return given !== null && typeof given === 'object' ? (given as Given) : {};
  } catch {
    return {};
  }
}

const wordsIn = (value: unknown): string => (typeof value === 'string' ? value.slice(0, WORDS_MAX) : '');

const sessionOf = ({ session_id }: Given): { sessionId?: string } =>
  typeof session_id === 'string' && session_id ? { sessionId: session_id.slice(0, 100) } : {};

function placeIn(cwd: string, path: string): string {
  const way = cwd && isAbsolute(path) ? relative(cwd, path) : path;
  return way && !way.startsWith('..') ? way : path;
}
