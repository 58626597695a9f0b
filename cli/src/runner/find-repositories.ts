import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { tryGit } from '../workspace/git';

const DEPTH = 3;
const FOLDERS_MAX = 3000;
const SKIPPED = new Set(['node_modules', 'vendor', 'target', 'dist', 'build', 'Library', 'AppData']);

/** Git repositories in a folder and up to three levels below, with the addresses of their remotes. */
export async function findRepositories(directory: string): Promise<{ folder: string; remotes: string[] }[]> {
  const found: { folder: string; remotes: string[] }[] = [];
  for (const folder of repositoryFolders(directory)) {
    const answer = await tryGit(folder, 'config', [
      '--local',
      '--null',
      '--get-regexp',
      '^remote\\..*\\.url$',
    ]);
    const remotes = answer.stdout
      .toString('utf8')
      .split('\0')
      .filter(Boolean)
      .map((entry) => entry.slice(entry.indexOf('\n') + 1));
    found.push({ folder, remotes });
  }
  return found;
}

/** Folders that hold a `.git`, the nearest first; nothing is looked for inside of them. */
export function repositoryFolders(directory: string): string[] {
  const found: string[] = [];
  let level = [directory];
  let seen = 0;
  for (let depth = 0; depth <= DEPTH && level.length > 0; depth++) {
    const next: string[] = [];
    for (const folder of level) {
      if (++seen > FOLDERS_MAX) return found;
      if (existsSync(join(folder, '.git'))) found.push(folder);
      else next.push(...subfolders(folder));
    }
    level = next;
  }
  return found;
}

function subfolders(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !SKIPPED.has(entry.name))
      .map((entry) => join(folder, entry.name));
  } catch {
    return [];
  }
}

/** Whether two addresses name the same remote repository, by https or ssh, with or without `.git`. */
export function sameRemote(one: string, other: string): boolean {
  return normalizeRemote(one) === normalizeRemote(other);
}

function normalizeRemote(address: string): string {
  const short = /^(?:[\w.-]+@)?([\w.-]+):(?!\/\/)(.+)$/.exec(address);
  const [host, path] = short ? [short[1], short[2]] : split(address);
  return `${(host ?? '').toLowerCase()}/${(path ?? '')
    .replace(/^\/+/, '')
    .replace(/\/+$/, '')
    .replace(/\.git$/, '')}`;
}

function split(address: string): [string, string] {
  try {
    const url = new URL(address);
    return [url.hostname, url.pathname];
  } catch {
    return ['', address];
  }
}
