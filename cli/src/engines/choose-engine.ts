import type { z } from 'zod';
import type { EngineReport } from '@/contract/runner';
import type { EngineName } from '@/contract/task';
import { engineSettings, env } from '../config/env';
import { anthropicApi } from './anthropic-api/anthropic-api';
import { claudeCode } from './claude-code/claude-code';
import { MINIMUM_VERSION } from './claude-code/find-claude';
import type { Engine } from './engine';
import { EngineFault } from './engine-fault';

interface Given {
  /** The key this runner was started with; null leaves Claude Code to the user's own login. */
  apiKey: string | null;
}

/**
 * The engine for one agent: the one that is wanted, else the installed Claude Code, else the tool loop with a key.
 * Throws an EngineFault that says what to do where none can run.
 */
export async function chooseEngine(wanted: z.infer<typeof EngineName> | null, given: Given): Promise<Engine> {
  const [claude, api] = engines(given);
  if (wanted === 'anthropic-api') {
    if (given.apiKey) return api;
    throw new EngineFault(
      'provider_auth',
      'The engine anthropic-api needs an API key: start the runner with -k, or set ANTHROPIC_API_KEY.',
    );
  }
  const report = await claude.probe();
  if (report.available && report.auth !== 'none') return claude;
  if (wanted === null && given.apiKey) return api;
  throw unusable(report);
}

/** What this machine can run, for the report to the server. */
export const probeEngines = (given: Given): Promise<z.infer<typeof EngineReport>[]> =>
  Promise.all(engines(given).map((engine) => engine.probe()));

function engines({ apiKey }: Given): [Engine, Engine] {
  const asking = { PATH: env.PATH, ...(env.HOME ? { HOME: env.HOME } : {}), ...engineSettings() };
  return [claudeCode({ claudeBin: env.CLAUDE_BIN, apiKey, env: asking }), anthropicApi({ apiKey })];
}

function unusable({ available, version, auth }: z.infer<typeof EngineReport>): EngineFault {
  if (version === null)
    return new EngineFault(
      'claude_missing',
      'Claude Code is not installed on this machine (no `claude` on the PATH).',
    );
  if (!available) {
    return new EngineFault(
      'claude_version_unsupported',
      `Claude Code ${version} is too old: ${MINIMUM_VERSION} or later is needed. Run: claude update`,
    );
  }
  const what = auth === 'none' ? 'is not logged in' : 'cannot be used';
  return new EngineFault(
    'claude_not_logged_in',
    `Claude Code ${what} on this machine. Run \`claude\` once and log in, or start the runner with -k.`,
  );
}
