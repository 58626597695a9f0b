import { execFile } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EngineRun, SandboxNeeds } from '../engine';
import { quoted } from './write-settings';

/**
 * The client has to read its own login, and its shell commands run beside it: so each of them gets a sandbox of its
 * own, in which the login is empty. Writes the wrapper and returns its path for `CLAUDE_CODE_SHELL_PREFIX`; null
 * where there is no login file, or where sandboxes cannot be nested (the login is then protected by policy alone).
 */
export async function shieldLogin(run: EngineRun, needs: SandboxNeeds): Promise<string | null> {
  const config = run.env.CLAUDE_CONFIG_DIR ?? (run.env.HOME ? join(run.env.HOME, '.claude') : null);
  const login = config && join(config, '.credentials.json');
  if (run.sandbox.kind === 'none' || !login || !existsSync(login)) return null;
  const inner = [
    'bwrap',
    '--unshare-user',
    '--bind',
    '/',
    '/',
    '--dev-bind',
    '/dev',
    '/dev',
    '--ro-bind',
    '/dev/null',
    login,
  ];
  if (!(await works(run.sandbox.wrap([...inner, '--', '/bin/true'], run.cwd, needs)))) return null;
  const wrapper = join(run.privateDir, 'shell');
  writeFileSync(
    wrapper,
    `#!/bin/sh\nexec ${[...inner, '--die-with-parent', '--', '/bin/bash', '-c'].map(quoted).join(' ')} "$@"\n`,
    {
      mode: 0o700,
    },
  );
  return wrapper;
}

const works = ([command = '', ...args]: string[]): Promise<boolean> =>
  new Promise((done) => execFile(command, args, { timeout: 10_000 }, (error) => done(!error)));
