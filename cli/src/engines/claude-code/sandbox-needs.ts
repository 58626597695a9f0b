import { existsSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { EngineRun, SandboxNeeds } from '../engine';
import { keyFolder } from './write-settings';

interface Places {
  binary: string;
  settingsFile: string;
  /** Where its tools keep their notes and long outputs. */
  temporary: string;
}

/** What Claude Code has to read and write besides its worktree. Makes its settings folder where there is none yet. */
export function claudeNeeds(
  { binary, settingsFile, temporary }: Places,
  { env, privateDir }: EngineRun,
): SandboxNeeds {
  const config = env.CLAUDE_CONFIG_DIR ?? (env.HOME ? join(env.HOME, '.claude') : null);
  if (config) mkdirSync(config, { recursive: true, mode: 0o700 });
  const beside = env.CLAUDE_CONFIG_DIR || !env.HOME ? [] : [join(env.HOME, '.claude.json')];
  return {
    readable: [dirname(binary), settingsFile, ...beside],
    writable: [...(config ? [config] : []), keyFolder(privateDir), temporary],
    ...(env.HOME && env.HOME !== '/' && existsSync(env.HOME)
      ? { empty: noStartFiles(env.HOME, privateDir) }
      : {}),
  };
}

const START_FILES =
  '.bashrc,.bash_profile,.bash_login,.profile,.bash_logout,.zshenv,.zprofile,.zshrc,.zlogin,.zlogout'.split(
    ',',
  );

/**
 * The client reads these in a shell of its own, which no wrapper stands before: an agent that could write them would
 * have that shell read the login, or reach the network.
 */
function noStartFiles(home: string, privateDir: string) {
  const from = join(privateDir, 'empty');
  if (!existsSync(from)) writeFileSync(from, '', { mode: 0o400 });
  return { from, at: START_FILES.map((name) => join(realpathSync(home), name)) };
}
