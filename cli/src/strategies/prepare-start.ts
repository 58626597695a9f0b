import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env } from '../config/env';
import { findClaude } from '../engines/claude-code/find-claude';
import { writeSettings } from '../engines/claude-code/write-settings';
import { engineEnv } from '../workspace/child-env';

/** How Claude Code is started, or what is started in its place. */
export interface ClaudeOptions {
  /** As `claude --model` takes it: an alias or an id. */
  model?: string;
  /** As `claude --permission-mode` takes it. Default: acceptEdits. */
  permissionMode?: string;
  /** Tools it may use without asking, such as `Bash(npm test)`. What would be asked is refused: nobody is there. */
  allowedTools?: string[];
  /**
   * Whether the folder's own settings, hooks, MCP servers and CLAUDE.md count. They are code of whoever wrote it.
   * Default: false.
   */
  trustFolder?: boolean;
  /** The Claude Code program. Default: CLAUDE_BIN, and without it `claude` on the PATH. */
  claudeBin?: string;
  /** Default: ANTHROPIC_API_KEY, and without one Claude Code's own login. */
  apiKey?: string;
  /** Variables on top of the few that the child gets. */
  env?: Record<string, string>;
  /** Another program and its arguments in place of Claude Code. It reads the prompt on its stdin. */
  command?: string[];
}

export interface Start {
  argv: string[];
  env: Record<string, string>;
  /** What it reads on its stdin. */
  input: string;
  /** What is given as a last argument where its stdin is a terminal. */
  terminalArgs: string[];
  /** Removes what was written for it. */
  remove(): void;
}

/** What is started for a prompt. Writes Claude Code's settings; throws (ENOENT) where it is not installed. */
export function prepareStart(prompt: string, options: ClaudeOptions): Start {
  const childEnv = { ...engineEnv(randomUUID()), ...options.env };
  const rest = { input: prompt, terminalArgs: ['--', prompt] };
  if (options.command) return { argv: options.command, env: childEnv, ...rest, remove: () => {} };
  const binary = findClaude({ CLAUDE_BIN: options.claudeBin ?? env.CLAUDE_BIN, PATH: childEnv.PATH });
  if (!binary)
    throw Object.assign(
      new Error('Claude Code is not installed on this machine (no `claude` on the PATH).'),
      {
        code: 'ENOENT',
      },
    );
  const privateDir = mkdtempSync(join(tmpdir(), 'agent-orchestrator-'));
  const apiKey = options.apiKey ?? env.ANTHROPIC_API_KEY ?? null;
  const settings = writeSettings({ env: childEnv, privateDir, apiKey });
  return {
    argv: [binary, ...claudeArgs(options, settings)],
    env: {
      ...childEnv,
      CLAUDE_CODE_DISABLE_BACKGROUND_TASKS: '1',
      DISABLE_AUTOUPDATER: '1',
      ...(apiKey ? { CLAUDE_CODE_API_KEY_HELPER_TTL_MS: String(30 * 86_400_000) } : {}),
    },
    ...rest,
    remove: () => rmSync(privateDir, { recursive: true, force: true }),
  };
}

const claudeArgs = (
  { model, permissionMode = 'acceptEdits', allowedTools, trustFolder }: ClaudeOptions,
  settings: string,
): string[] => [
  '-p',
  '--permission-mode',
  permissionMode,
  '--settings',
  settings,
  ...(trustFolder ? [] : ['--setting-sources', '', '--strict-mcp-config']),
  ...(allowedTools?.length ? ['--allowedTools', allowedTools.join(',')] : []),
  ...(model ? ['--model', model] : []),
];
