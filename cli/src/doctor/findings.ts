import { accessSync, constants, statfsSync } from 'node:fs';
import type { z } from 'zod';
import type { EngineReport, Finding } from '@/contract/runner';
import { repositoryFolders } from '../runner/find-repositories';
import { userSettings } from '../workspace/git-config';

type Engine = z.infer<typeof EngineReport>;

/** It merges without a checkout (`merge-tree --write-tree`), which no earlier one can. */
const GIT_OLDEST = [2, 38] as const;
const DISK_LOW = 2 * 1024 ** 3;
const DISK_OUT = 200 * 1024 ** 2;

const ok = (code: string, message: string): Finding => ({
  code,
  level: 'ok',
  message: message.slice(0, 500),
});
const warning = (code: string, message: string, fix: string): Finding => ({
  code,
  level: 'warning',
  message: message.slice(0, 500),
  fix,
});
const error = (code: string, message: string, fix: string): Finding => ({
  code,
  level: 'error',
  message: message.slice(0, 500),
  fix,
});

/** Whether this Node.js is one that is supported. */
export function nodeFinding(version: string): Finding {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  const fits = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major >= 24;
  return fits
    ? ok('node', `Node.js ${version}`)
    : error('node', `Node.js ${version} is not supported.`, 'Install Node.js 22 or 24.');
}

/** Whether git is there and new enough, and whether the user has an identity in it. */
export function gitFindings(version: string | null): Finding[] {
  if (!version) return [error('git', 'git was not found on the PATH.', 'Install git and start again.')];
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const old = major < GIT_OLDEST[0] || (major === GIT_OLDEST[0] && minor < GIT_OLDEST[1]);
  const found = old
    ? error(
        'git',
        `git ${version} is too old: it cannot merge an agent’s work.`,
        `Install git ${GIT_OLDEST.join('.')} or newer.`,
      )
    : ok('git', `git ${version}`);
  const person = userSettings().some(([key, value]) => key === 'user.email' && value !== '');
  return [
    found,
    person
      ? ok('git_identity', 'git knows who you are.')
      : warning(
          'git_identity',
          'git has no user.email; agents commit under their own name, you cannot commit yet.',
          'git config --global user.email you@example.com',
        ),
  ];
}

/** Which engines can work here. */
export function engineFindings(engines: Engine[]): Finding[] {
  const findings = engines.map(({ engine, available, version, auth }): Finding => {
    const name = engine === 'claude-code' ? 'Claude Code' : 'Anthropic API';
    if (!available) {
      return engine === 'claude-code'
        ? warning(
            'claude_code',
            version ? `Claude Code ${version} cannot be used.` : 'Claude Code was not found on the PATH.',
            'npm install -g @anthropic-ai/claude-code, then run: claude, and log in. Or set CLAUDE_BIN to where it is.',
          )
        : warning(
            'anthropic_api',
            'No API key for the Anthropic API.',
            'Set ANTHROPIC_API_KEY, if you want that engine.',
          );
    }
    if (auth === 'none')
      return warning(
        engine.replace('-', '_'),
        `${name}${version ? ` ${version}` : ''} is not logged in.`,
        engine === 'claude-code'
          ? 'Run: claude, and log in; or set ANTHROPIC_API_KEY.'
          : 'Set ANTHROPIC_API_KEY.',
      );
    return ok(engine.replace('-', '_'), `${name}${version ? ` ${version}` : ''} (${auth})`);
  });
  const any = engines.some(({ available, auth }) => available && auth !== 'none');
  return any
    ? findings
    : [
        ...findings,
        error(
          'engine',
          'No engine can work on this machine.',
          'Install Claude Code and log in, or set ANTHROPIC_API_KEY.',
        ),
      ];
}

/** How agents are kept apart from the rest of the machine. */
export function sandboxFinding({ kind, detail }: { kind: 'bubblewrap' | 'none'; detail: string }): Finding {
  return kind === 'none'
    ? warning(
        'sandbox',
        `Agents run without a sandbox, with your rights: ${detail}`,
        'On Linux: install bubblewrap (bwrap).',
      )
    : ok('sandbox', `Sandbox: ${detail}`);
}

/** Whether the allowed folder is there, may be written and holds repositories. */
export function directoryFindings(directory: string): Finding[] {
  try {
    accessSync(directory, constants.R_OK | constants.X_OK);
  } catch {
    return [
      error('directory', `${directory} cannot be read.`, 'Start with -d and a folder that you may read.'),
    ];
  }
  const found = repositoryFolders(directory);
  return [
    found.length > 0
      ? ok(
          'repositories',
          `${found.length === 1 ? 'One repository' : `${found.length} repositories`} in ${directory}`,
        )
      : warning(
          'repositories',
          `No git repository in ${directory} or three levels below.`,
          `Clone one there, or start with -d and the folder that holds yours.`,
        ),
  ];
}

/** How much room is left where work and logs are kept. */
export function diskFinding(folder: string): Finding {
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  const text = `${(free / 1024 ** 3).toFixed(1)} GiB free in ${folder}`;
  if (free < DISK_OUT) return error('disk', `Only ${text}.`, 'Free some space.');
  return free < DISK_LOW ? warning('disk', `Only ${text}.`, 'Free some space.') : ok('disk', text);
}
