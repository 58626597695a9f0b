#!/usr/bin/env -S npx tsx
// Finds or fetches the real Claude Code binary for tests and the demo. It is proprietary: fetched on demand
// into a cache folder, never a dependency and never part of what we ship.
import { spawn, spawnSync } from 'node:child_process';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { withFolderLock } from './folder-lock';

/** The version that tests and the demo are written against. */
export const CLAUDE_VERSION = '2.1.329';

/**
 * The absolute path of a Claude Code binary that starts on this machine: `CLAUDE_BIN`, else the cached one,
 * else a freshly fetched one (about 190 MB, with npm's own progress on stderr).
 * Throws with what to do where it cannot be had: callers fail, they never skip.
 */
export async function fetchClaude(
  say: (line: string) => void = (line) => console.error(line),
): Promise<string> {
  const given = process.env.CLAUDE_BIN;
  if (given) return started(path.resolve(given), 'CLAUDE_BIN');
  const platform = platformPackage();
  const folder = path.join(cacheFolder(), CLAUDE_VERSION);
  const binary = path.join(
    folder,
    'node_modules',
    ...platform.split('/'),
    os.platform() === 'win32' ? 'claude.exe' : 'claude',
  );
  if (existsSync(binary)) return started(binary, folder);
  mkdirSync(path.dirname(folder), { recursive: true });
  await withFolderLock(`${folder}.lock`, { say, waitingFor: 'another fetch of Claude Code' }, async () => {
    if (existsSync(binary)) return;
    say(`Fetching ${platform}@${CLAUDE_VERSION} (about 190 MB, once) into ${folder}`);
    const partial = `${folder}.partial-${process.pid}`;
    try {
      await install(`${platform}@${CLAUDE_VERSION}`, partial, say);
      rmSync(folder, { recursive: true, force: true });
      renameSync(partial, folder);
    } finally {
      rmSync(partial, { recursive: true, force: true });
    }
  });
  return started(binary, folder);
}

function platformPackage(): string {
  const report = process.report?.getReport() as { header?: { glibcVersionRuntime?: string } } | undefined;
  const musl = os.platform() === 'linux' && !report?.header?.glibcVersionRuntime ? '-musl' : '';
  return `@anthropic-ai/claude-code-${os.platform()}-${os.arch()}${musl}`;
}

function cacheFolder(): string {
  const modules = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', 'node_modules');
  try {
    accessSync(modules, constants.W_OK);
    return path.join(modules, '.cache', 'claude-code');
  } catch {
    const base = process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache');
    return path.join(base, 'agent-orchestrator', 'claude-code');
  }
}

function started(binary: string, origin: string): string {
  // An empty environment: whatever login this machine has must not matter here.
  const home = path.join(os.tmpdir(), 'no-home-for-claude');
  const run = spawnSync(binary, ['--version'], {
    encoding: 'utf8',
    timeout: 60_000,
    env: { PATH: process.env.PATH, HOME: home } as unknown as NodeJS.ProcessEnv,
  });
  if (run.status === 0 && /\d+\.\d+\.\d+/.test(run.stdout)) return realpathSync(binary);
  const why = run.error?.message ?? (run.stderr || `exit ${run.status}`).trim();
  throw new Error(
    `Claude Code from ${origin} does not start (${binary}): ${why}. Set CLAUDE_BIN to a working claude binary.`,
  );
}

async function install(spec: string, folder: string, say: (line: string) => void): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const args = [
    'install',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--no-save',
    '--loglevel=http',
    '--prefix',
    folder,
    spec,
  ];
  const child = spawn(process.execPath, [npmScript(), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: folder,
  });
  let tail = '';
  const beat = setInterval(() => say('  still fetching Claude Code ...'), 15_000);
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      tail = (tail + text).slice(-4000);
      for (const line of text.split('\n')) if (/http fetch|added \d/.test(line)) say(`  ${line.trim()}`);
    });
  }
  const code = await new Promise<number | null>((done, fail) =>
    child.on('error', fail).on('close', done),
  ).finally(() => clearInterval(beat));
  if (code === 0) return;
  throw new Error(
    `Claude Code could not be fetched (npm ended with ${code}). Install it yourself and set CLAUDE_BIN, or allow npm to reach a registry ` +
      `that has ${spec}.\n${tail.trim()}`,
  );
}

/** npm's own script, so that no shell and no npm.cmd is needed. */
function npmScript(): string {
  const given = process.env.npm_execpath;
  if (given && /npm-cli\.c?js$/.test(given) && existsSync(given)) return given;
  const bin = path.dirname(process.execPath);
  const beside = [
    path.join(bin, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    path.join(bin, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ];
  const found = beside.find((file) => existsSync(file));
  if (found) return found;
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    const npm = path.join(folder, 'npm');
    if (existsSync(npm) && readFileSync(npm, 'utf8').startsWith('#!/usr/bin/env node'))
      return realpathSync(npm);
  }
  return createRequire(import.meta.url).resolve('npm/bin/npm-cli.js');
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  fetchClaude().then(
    (binary) => console.log(binary),
    (error: Error) => {
      console.error(error.message);
      process.exit(1);
    },
  );
}
