import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findClaude } from './find-claude';
import { keyFolder } from './write-settings';

/** What Claude Code has to read and write besides its worktree, for the plan of a sandbox. Makes its settings folder. */
export function claudeNeeds(env: Record<string, string>, claudeBin: string | undefined, privateDir: string): { readable: string[]; writable: string[] } {
  const binary = findClaude({ CLAUDE_BIN: claudeBin, PATH: env.PATH });
  const config = env.CLAUDE_CONFIG_DIR ?? (env.HOME ? join(env.HOME, '.claude') : null);
  if (config) mkdirSync(config, { recursive: true, mode: 0o700 });
  const beside = env.CLAUDE_CONFIG_DIR || !env.HOME ? [] : [join(env.HOME, '.claude.json')];
  mkdirSync(keyFolder(privateDir), { recursive: true, mode: 0o700 });
  return {
    readable: [...(binary ? [dirname(binary)] : []), privateDir, ...beside],
    writable: [...(config ? [config] : []), keyFolder(privateDir)],
  };
}
