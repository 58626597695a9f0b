import { cut } from '@/contract/cut';
import { CHANGED_FILES_MAX, type ChangedFile } from '@/contract/task';
import { git, gitBytes } from './git';

const PATCH_MAX = 1_000_000;
const PLAIN = ['--no-ext-diff', '--no-textconv', '--no-color', '--find-renames'];

export interface ChangeFacts {
  files: ChangedFile[];
  patch: string;
  truncated: boolean;
}

const STATUS: Record<string, ChangedFile['status']> = {
  A: 'added',
  M: 'modified',
  D: 'deleted',
  R: 'renamed',
  C: 'added',
  T: 'typechange',
};

/** What changed between two trees or commits: a row per file and the patch, capped at a million characters. */
export async function changesBetween(repo: string, from: string, to: string): Promise<ChangeFacts> {
  const range = ['--end-of-options', from, to];
  const names = parseNameStatus(await git(repo, 'diff', [...PLAIN, '--name-status', '-z', ...range]));
  const counts = parseNumstat(await git(repo, 'diff', [...PLAIN, '--numstat', '-z', ...range]));
  const patch = (await gitBytes(repo, 'diff', [...PLAIN, '--patch', ...range], { maxBytes: PATCH_MAX * 4 }))
    .toString('utf8')
    .replaceAll('\0', '\ufffd');
  return {
    files: names.slice(0, CHANGED_FILES_MAX).map(({ path, status }) => ({
      path,
      status,
      ...(counts.get(path) ?? { additions: 0, deletions: 0, binary: false }),
    })),
    patch: cut(patch, PATCH_MAX),
    truncated: patch.length > PATCH_MAX || names.length > CHANGED_FILES_MAX,
  };
}

/** Paths that differ between two trees or commits; a rename counts as two. */
export async function changedPaths(repo: string, from: string, to: string): Promise<string[]> {
  const text = await git(repo, 'diff', [
    '--no-ext-diff',
    '--no-renames',
    '--name-only',
    '-z',
    '--end-of-options',
    from,
    to,
  ]);
  return text.split('\0').filter(Boolean);
}

/** Paths of a working tree that are not as in a commit: changed, deleted, and new ones that are not ignored. Repositories inside it are passed by. */
export async function changedSince(worktree: string, commit: string): Promise<string[]> {
  const [known, fresh] = await Promise.all([
    git(worktree, 'diff', [
      '--no-ext-diff',
      '--no-textconv',
      '--no-renames',
      '--ignore-submodules=all',
      '--name-only',
      '-z',
      '--end-of-options',
      commit,
    ]),
    git(worktree, 'ls-files', ['--others', '--exclude-standard', '-z']),
  ]);
  const paths = [...known.split('\0'), ...fresh.split('\0')];
  return [...new Set(paths)].filter((path) => path !== '' && !path.endsWith('/'));
}

/** Reads `git diff --name-status -z`. A renamed file has the name it has now. */
export function parseNameStatus(text: string): { path: string; status: ChangedFile['status'] }[] {
  const fields = text.split('\0');
  const rows: { path: string; status: ChangedFile['status'] }[] = [];
  for (let at = 0; at + 1 < fields.length; ) {
    const letter = (fields[at] as string).charAt(0);
    const moved = letter === 'R' || letter === 'C';
    rows.push({ path: fields[at + (moved ? 2 : 1)] as string, status: STATUS[letter] ?? 'modified' });
    at += moved ? 3 : 2;
  }
  return rows;
}

/** Reads `git diff --numstat -z`: lines added and deleted by the name a file has now. */
export function parseNumstat(
  text: string,
): Map<string, { additions: number; deletions: number; binary: boolean }> {
  const rows = new Map<string, { additions: number; deletions: number; binary: boolean }>();
  const fields = text.split('\0');
  for (let at = 0; at + 1 < fields.length; ) {
    const [added, deleted, ...name] = (fields[at] as string).split('\t');
    const moved = name.join('\t') === '';
    rows.set((moved ? fields[at + 2] : name.join('\t')) as string, {
      additions: Number(added) || 0,
      deletions: Number(deleted) || 0,
      binary: added === '-',
    });
    at += moved ? 3 : 1;
  }
  return rows;
}
