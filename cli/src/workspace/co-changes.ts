import { HISTORY_MOST, type History } from '@/contract/history';
import { branchRef, git, resolveCommit, tryGit } from './git';

/** Who changes more than this changes what happens to be there. */
const MOST_PATHS = 50;
const LOG_BYTES = 8 * 1024 * 1024;
const LOG_MS = 30_000;
const COMMIT = /^[0-9a-f]{40}([0-9a-f]{24})?$/;
/** Names that no file lock can have. */
const UNFIT = /[\p{Cc}\p{Surrogate}\ufffd\\]/u;

/**
 * Which files of a branch changed together in its last commits: paths and counts, nothing that the commits say. null
 * where the branch still stands at `known`, or its history cannot be read.
 */
export async function readCoChanges(
  repo: string,
  branch: string,
  known: string | null,
): Promise<History | null> {
  const tip = await resolveCommit(repo, branchRef(branch));
  if (!tip || tip === known) return null;
  const log = await tryGit(
    repo,
    'log',
    [
      '-z',
      '--no-merges',
      '--no-renames',
      '--no-ext-diff',
      '--no-textconv',
      '--name-only',
      '--format=%H',
      `--max-count=${HISTORY_MOST.commits}`,
      '--end-of-options',
      tip,
    ],
    { maxBytes: LOG_BYTES, timeoutMs: LOG_MS },
  );
  if (log.code !== 0) return null;
  const there = new Set((await git(repo, 'ls-tree', ['-r', '-z', '--name-only', tip])).split('\0'));
  const commits = parseLog(log.stdout.toString('utf8'));
  return {
    tip,
    commits: commits.length,
    ...countPairs(commits.map((paths) => paths.filter((path) => there.has(path)))),
  };
}

/** The paths of each commit, by `git log -z --name-only --format=%H`. */
export function parseLog(text: string): string[][] {
  const commits: string[][] = [];
  for (const field of text.split('\0')) {
    if (COMMIT.test(field)) commits.push([]);
    else if (field !== '') commits.at(-1)?.push(field.replace(/^\n/, ''));
  }
  return commits;
}

/** Counts the pairs that changed together more than once, the most frequent ones as far as they may be told. Pure. */
export function countPairs(commits: string[][]): Pick<History, 'paths' | 'changes' | 'pairs'> {
  const changes = new Map<string, number>();
  const pairs = new Map<string, number>();
  for (const all of commits) {
    if (all.length > MOST_PATHS) continue;
    const paths = [...new Set(all)].filter((path) => path.length <= 512 && !UNFIT.test(path)).sort();
    for (const [i, one] of paths.entries()) {
      add(changes, one);
      for (const other of paths.slice(i + 1)) add(pairs, `${one}\0${other}`);
    }
  }
  const often = [...pairs].filter(([, n]) => n > 1).sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  const places = new Map<string, number>();
  const told: History['pairs'] = [];
  let bytes = 0;
  for (const [pair, n] of often) {
    const both = pair.split('\0') as [string, string];
    const fresh = both.filter((path) => !places.has(path));
    bytes += fresh.reduce((sum, path) => sum + Buffer.byteLength(path), 0);
    const full = places.size + fresh.length > HISTORY_MOST.paths || told.length === HISTORY_MOST.pairs;
    if (full || bytes > HISTORY_MOST.bytes) break;
    for (const path of fresh) places.set(path, places.size);
    const [a, b] = both.map((path) => places.get(path)!).sort((x, y) => x - y) as [number, number];
    told.push([a, b, n]);
  }
  const paths = [...places.keys()];
  return { paths, changes: paths.map((path) => changes.get(path)!), pairs: told };
}

const add = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
