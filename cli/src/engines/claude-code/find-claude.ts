import { execFile } from 'node:child_process';
import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

/** Older versions have known ways out of their folder. */
export const MINIMUM_VERSION = '2.1.309';

/** The Claude Code of this machine: `CLAUDE_BIN`, else `claude` on the PATH; null where there is none. */
export function findClaude({
  CLAUDE_BIN,
  PATH = '',
}: {
  CLAUDE_BIN?: string | undefined;
  PATH?: string | undefined;
}): string | null {
  if (CLAUDE_BIN) return runnable(resolve(CLAUDE_BIN));
  const names = process.platform === 'win32' ? ['claude.exe'] : ['claude'];
  for (const folder of PATH.split(delimiter).filter(Boolean)) {
    for (const name of names) {
      const found = runnable(join(folder, name));
      if (found) return found;
    }
  }
  return null;
}

/** Its version such as `2.1.329`; null where it does not start. */
export async function claudeVersion(binary: string, env: Record<string, string>): Promise<string | null> {
  const { stdout } = await runClaude(binary, ['--version'], env);
  return /\d+\.\d+\.\d+/.exec(stdout)?.[0] ?? null;
}

export function isSupported(version: string): boolean {
  const [have, need] = [version, MINIMUM_VERSION].map((text) => text.split('.').map(Number)) as [
    number[],
    number[],
  ];
  for (let i = 0; i < 3; i++) if (have[i] !== need[i]) return (have[i] ?? 0) > (need[i] ?? 0);
  return true;
}

/** Whether two versions differ in their last number at most. */
export const sameLine = (one: string | null, other: string): boolean =>
  one !== null && one.split('.').slice(0, 2).join('.') === other.split('.').slice(0, 2).join('.');

/** Runs a short command of the client. Never rejects; what it printed is the answer. */
export const runClaude = (
  binary: string,
  args: string[],
  env: Record<string, string>,
): Promise<{ stdout: string; ok: boolean }> =>
  new Promise((done) => {
    // One that stands still does not hear a milder signal.
    const options = {
      env,
      encoding: 'utf8',
      timeout: 20_000,
      killSignal: 'SIGKILL',
      windowsHide: true,
    } as const;
    execFile(binary, args, options, (error, stdout) => done({ stdout, ok: !error }));
  });

function runnable(path: string): string | null {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile() ? realpathSync(path) : null;
  } catch {
    return null;
  }
}
