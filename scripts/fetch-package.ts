import { spawn } from 'node:child_process';
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
import { withFileLock } from './enter/file-lock.mjs';

/** A package of npm that is fetched only when something needs it, and is no dependency. */
export interface Wanted {
  name: string;
  version: string;
  /** What people call it. */
  called: string;
  /** About how much travels. */
  megabytes: number;
  /** What else they can do where it cannot be fetched: a sentence up to its comma. */
  otherwise: string;
}

/**
 * The folder in whose node_modules the package is: out of the cache, or fetched into it once, with npm's own progress
 * told to `say`. No script of the package runs. Throws with what to do where it cannot be had.
 */
export async function fetchPackage(wanted: Wanted, say: (line: string) => void): Promise<string> {
  const { name, version, called, megabytes } = wanted;
  const folder = path.join(cacheFolder(called), version);
  if (isFetched(folder, name)) return folder;
  const fetchOnce = async () => {
    if (isFetched(folder, name)) return;
    say(`Fetching ${name}@${version} (about ${megabytes} MB, once) into ${folder}`);
    const partial = `${folder}.partial-${process.pid}`;
    try {
      await install(wanted, partial, say);
      rmSync(folder, { recursive: true, force: true });
      renameSync(partial, folder);
    } finally {
      rmSync(partial, { recursive: true, force: true });
    }
  };
  await withFileLock(`${folder}.lock`, `another fetch of ${called}`, fetchOnce, say);
  return folder;
}

const isFetched = (folder: string, name: string): boolean =>
  existsSync(path.join(folder, 'node_modules', ...name.split('/')));

function cacheFolder(called: string): string {
  const name = called.toLowerCase().replaceAll(' ', '-');
  const modules = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', 'node_modules');
  try {
    accessSync(modules, constants.W_OK);
    return path.join(modules, '.cache', name);
  } catch {
    const base = process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache');
    return path.join(base, 'agent-orchestrator', name);
  }
}

async function install(
  { name, version, called, otherwise }: Wanted,
  folder: string,
  say: (line: string) => void,
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const spec = `${name}@${version}`;
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
  const beat = setInterval(() => say(`  still fetching ${called} ...`), 15_000);
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
    `${called} could not be fetched (npm ended with ${code}). ${otherwise}, or allow npm to reach a registry ` +
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
