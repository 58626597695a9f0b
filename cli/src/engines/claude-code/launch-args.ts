import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { EngineRun } from '../engine';
import { READING } from '../tool-policy';
import type { Launch } from './claude-process';
import { claudeNeeds } from './sandbox-needs';
import { shieldLogin } from './shield-login';
import { writeSettings } from './write-settings';

/** What agents are given: no schedules, no work trees and no workflows of their own. */
const TOOLS = [
  'Task',
  'AskUserQuestion',
  'Bash',
  'Edit',
  'Glob',
  'Grep',
  'NotebookEdit',
  'Read',
  'Skill',
  'TodoWrite',
  'WebFetch',
  'WebSearch',
  'Write',
];
const MICROS = 1_000_000;
/** Found again in the environment of whatever the engine started, also after it left the process tree. */
const MARK = 'AGENT_ORCHESTRATOR_SESSION';

/** Everything Claude Code is started with for one agent; writes its settings and its shell. */
export async function prepareLaunch(binary: string, run: EngineRun): Promise<Launch> {
  const settingsFile = writeSettings(run);
  const temporary = join(run.privateDir, 'tmp');
  mkdirSync(temporary, { recursive: true, mode: 0o700 });
  const needs = claudeNeeds({ binary, settingsFile, temporary }, run);
  const shell = await shieldLogin(run, needs);
  return {
    argv: [binary, ...launchArgs(run, settingsFile)],
    env: {
      ...launchEnv(run),
      CLAUDE_CODE_TMPDIR: temporary,
      ...(shell ? { CLAUDE_CODE_SHELL_PREFIX: shell } : {}),
      [MARK]: run.sessionId,
    },
    needs: { ...needs, readable: [...needs.readable, ...(shell ? [shell] : [])] },
    marker: `${MARK}=${run.sessionId}`,
  };
}

/**
 * The arguments of Claude Code for one agent. The repository's own settings, hooks and MCP servers are not loaded:
 * they are code of whoever wrote the repository. Permission mode `default` puts every call before the runner.
 */
export function launchArgs(run: EngineRun, settingsFile: string): string[] {
  return [
    '-p',
    '--verbose',
    '--output-format',
    'stream-json',
    '--input-format',
    'stream-json',
    '--permission-prompt-tool',
    'stdio',
    '--permission-mode',
    'default',
    '--setting-sources',
    '',
    '--strict-mcp-config',
    '--settings',
    settingsFile,
    ...(run.resume ? ['--resume', run.resume.sessionId] : ['--session-id', run.sessionId]),
    '--tools',
    (run.tools === 'reading' ? TOOLS.filter((tool) => READING.has(tool)) : TOOLS).join(','),
    '--max-turns',
    String(run.maxTurns),
    ...(run.model ? ['--model', run.model] : []),
    ...(run.budgetMicros === null ? [] : ['--max-budget-usd', (run.budgetMicros / MICROS).toFixed(6)]),
  ];
}

/** The child's environment: what the runner chose, and the switches that keep it to one turn at a time and to itself. */
function launchEnv(run: EngineRun): Record<string, string> {
  return {
    ...run.env,
    CLAUDE_CODE_DISABLE_BACKGROUND_TASKS: '1',
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
    DISABLE_AUTOUPDATER: '1',
    ...(run.apiKey ? { CLAUDE_CODE_API_KEY_HELPER_TTL_MS: String(30 * 86_400_000) } : {}),
  };
}
