import { mkdirSync } from 'node:fs';
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
  };
}
