import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { engineSettings, env, toolSettings } from '../config/env';
import { AGENT_MARK } from './process-tree';

const common = (agentId: string): Record<string, string> => ({
  PATH: env.PATH,
  LANG: env.LANG ?? 'C.UTF-8',
  ...(env.LC_ALL ? { LC_ALL: env.LC_ALL } : {}),
  [AGENT_MARK]: agentId,
});

/** The whole environment of an engine: built from nothing, so that no credential of the runner's shell reaches it. */
export function engineEnv(agentId: string): Record<string, string> {
  return {
    ...common(agentId),
    ...(env.HOME ? { HOME: env.HOME } : {}),
    ...(env.USER ? { USER: env.USER } : {}),
    ...(env.SHELL ? { SHELL: env.SHELL } : {}),
    ...(env.TMPDIR ? { TMPDIR: env.TMPDIR } : {}),
    TERM: 'xterm-256color',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    ...engineSettings(),
  };
}

/**
 * The whole environment of set-up and check commands: a home of their own, no model settings, no secrets. npm’s
 * cache is shared between them: what is taken from it is held against the lock file.
 */
export function checkEnv(agentId: string, home: string, npmCache: string): Record<string, string> {
  const rustup = env.HOME ? join(env.HOME, '.rustup') : '';
  return {
    ...common(agentId),
    HOME: home,
    TERM: 'dumb',
    CI: '1',
    NO_COLOR: '1',
    TZ: 'UTC',
    GIT_TERMINAL_PROMPT: '0',
    npm_config_update_notifier: 'false',
    npm_config_cache: npmCache,
    npm_config_fund: 'false',
    npm_config_audit: 'false',
    ...(rustup && existsSync(rustup) ? { RUSTUP_HOME: rustup } : {}),
    ...toolSettings(),
  };
}
