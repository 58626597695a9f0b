import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EngineRun } from '../engine';

/** Where the key waits to be taken, once. A sandbox has to let the engine write here. */
export const keyFolder = (privateDir: string) => join(privateDir, 'key');

/**
 * Writes the settings that replace the user's and the repository's, and returns their path. An API key is handed over by a
 * helper that deletes it as it reads it, so that no tool finds it in its environment or on the disk.
 */
export function writeSettings(run: Pick<EngineRun, 'env' | 'privateDir' | 'apiKey'>): string {
  const settings: Record<string, unknown> = { permissions: { deny: deniedReads(run) } };
  if (run.apiKey) {
    const folder = keyFolder(run.privateDir);
    const file = join(folder, 'api-key');
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(file, run.apiKey, { mode: 0o600 });
    settings.apiKeyHelper = `cat ${quoted(file)} && rm -f ${quoted(file)}`;
  }
  const path = join(run.privateDir, 'settings.json');
  writeFileSync(path, JSON.stringify(settings), { mode: 0o600 });
  return path;
}

/** The client needs its own login; its tools do not. */
function deniedReads({ env, privateDir }: Pick<EngineRun, 'env' | 'privateDir'>): string[] {
  const config = env.CLAUDE_CONFIG_DIR ?? (env.HOME ? join(env.HOME, '.claude') : null);
  return [config, privateDir].flatMap((folder) =>
    folder ? [`Read(/${folder}/**)`, `Edit(/${folder}/**)`] : [],
  );
}

/** A word for a POSIX shell. */
export const quoted = (path: string) => `'${path.replaceAll("'", `'\\''`)}'`;
