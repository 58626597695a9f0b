import type { Engine, EngineSession } from '../engine';
import { EngineFault } from '../engine-fault';
import { claudeVersion, findClaude, isSupported, MINIMUM_VERSION, sameLine } from './find-claude';
import { openSession } from './open-session';
import { loginOf, probeClaude } from './probe-claude';

/** How to reach the user's Claude Code. */
export interface ClaudeSetup {
  /** `CLAUDE_BIN`, where it is set. */
  claudeBin: string | undefined;
  apiKey: string | null;
  /** The environment for asking about version and login. */
  env: Record<string, string>;
}

/** The user's own Claude Code, with the user's own login or an API key. */
export function claudeCode({ claudeBin, apiKey, env }: ClaudeSetup): Engine {
  return {
    name: 'claude-code',
    probe: () => probeClaude(env, claudeBin, apiKey),
    open: async (run) => {
      const binary = findClaude({ CLAUDE_BIN: claudeBin, PATH: run.env.PATH });
      if (!binary)
        throw new EngineFault(
          'claude_missing',
          'Claude Code is not installed on this machine (no `claude` on the PATH).',
        );
      const version = await claudeVersion(binary, run.env);
      if (!version) throw new EngineFault('claude_missing', `Claude Code does not start: ${binary}`);
      if (!isSupported(version)) {
        throw new EngineFault(
          'claude_version_unsupported',
          `Claude Code ${version} is too old: ${MINIMUM_VERSION} or later is needed. Run: claude update`,
        );
      }
      const login = run.apiKey ? 'api' : BILLING[await loginOf(binary, run.env)];
      // Another line of versions may read an older session otherwise than it was written.
      const resume = run.resume && sameLine(run.resume.engineVersion, version) ? run.resume : null;
      return openSession(binary, version, login, { ...run, resume });
    },
  };
}

const BILLING: Record<'subscription' | 'api-key' | 'none' | 'unknown', EngineSession['billing']> = {
  subscription: 'subscription',
  'api-key': 'api',
  none: 'none',
  unknown: 'none',
};
