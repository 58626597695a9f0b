import { execFile } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EngineRun, SandboxNeeds } from '../engine';
import { EngineFault } from '../engine-fault';
import { quoted } from './write-settings';

/**
 * The client has to read its own login, to write its own settings folder and to reach its model, and its shell commands
 * run beside it: so each of them gets a sandbox of its own, in which that folder cannot be written, the login is empty
 * and, where the run says so, there is no network. Writes the wrapper and returns its path for
 * `CLAUDE_CODE_SHELL_PREFIX`; null without a sandbox, or where sandboxes cannot be nested (the folder is then protected
 * by policy alone). Throws an EngineFault where the network would stay open.
 */
export async function shieldLogin(run: EngineRun, needs: SandboxNeeds): Promise<string | null> {
  const config = run.env.CLAUDE_CONFIG_DIR ?? (run.env.HOME ? join(run.env.HOME, '.claude') : null);
  if (run.sandbox.kind === 'none') return null;
  const login = config && join(config, '.credentials.json');
  const inner = [
    'bwrap',
    '--unshare-user',
    '--bind',
    '/',
    '/',
    '--dev-bind',
    '/dev',
    '/dev',
    ...(config && existsSync(config) ? ['--ro-bind', config, config] : []),
    ...(login && existsSync(login) ? ['--ro-bind', '/dev/null', login] : []),
    ...(run.network ? [] : ['--unshare-net']),
  ];
  if (!(await works(run.sandbox.wrap([...inner, '--', '/bin/true'], run.cwd, needs)))) {
    if (run.network) return null;
    throw new EngineFault(
      'preexec_failed',
      'This machine keeps commands of agents off the network, and cannot: sandboxes cannot be nested here.',
    );
  }
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
