import { isAncestor, treeOf } from './commit';
import { branchRef, commitId, git, resolveCommit, tryGit } from './git';

/** Unfinished work of an attempt, kept in a repository under a checkpoint ref. */
export interface Kept {
  repo: string;
  taskRef: string;
  taskId: string;
  attempt: number;
  commit: string;
  /** How many files it changes. */
  files: number;
  /** ISO 8601. */
  keptAt: string;
}

const ROOT = 'refs/ao/checkpoints/';

/** What a repository keeps of unfinished attempts, newest first. */
export async function listKept(repo: string): Promise<Kept[]> {
  const listed = await tryGit(repo, 'for-each-ref', [
    '--sort=-committerdate',
    '--format=%(refname)%00%(objectname)%00%(committerdate:iso-strict)%00%(contents:body)%01',
    ROOT,
  ]);
  const kept: Kept[] = [];
  for (const entry of listed.stdout.toString('utf8').split('\x01')) {
    const [name = '', commit = '', date = '', body = ''] = entry.trim().split('\0');
    const [, taskRef, attempt] = /^refs\/ao\/checkpoints\/(TASK-\d+)\/(\d+)$/.exec(name) ?? [];
    const taskId = /^Task-Id: (task_[0-9a-f]{32})$/m.exec(body)?.[1];
    if (!taskRef || !attempt || !taskId) continue;
    const changed = await tryGit(repo, 'diff', ['--name-only', '-z', `${commitId(commit)}^`, commit]);
    const files = changed.stdout.toString('utf8').split('\0').filter(Boolean).length;
    const keptAt = new Date(date).toISOString();
    kept.push({ repo, taskRef, taskId, attempt: Number(attempt), commit, files, keptAt });
  }
  return kept;
}

/** Makes a branch of kept work and returns its name; no branch that is there is ever moved. Throws a GitError. */
export async function restoreKept({ repo, taskRef, attempt, commit }: Kept): Promise<string> {
  for (let n = 1; ; n++) {
    const branch = `recovered/${taskRef}-${attempt}${n === 1 ? '' : `-${n}`}`;
    const there = await resolveCommit(repo, branchRef(branch));
    if (there === commit) return branch;
    if (there) continue;
    // The zeros say that it must not exist: one made at this moment is not overwritten.
    await git(repo, 'update-ref', [branchRef(branch), commitId(commit), '0'.repeat(commit.length)]);
    return branch;
  }
}

/** Whether everything that a commit changes is in a branch already: laying it over that branch changes nothing. */
export async function isMerged(repo: string, commit: string, branch: string): Promise<boolean> {
  const head = await resolveCommit(repo, branchRef(branch));
  if (!head) return false;
  if (await isAncestor(repo, commit, head)) return true;
  const laid = await tryGit(repo, 'merge-tree', ['--write-tree', '--no-messages', head, commitId(commit)]);
  return laid.code === 0 && laid.stdout.toString('utf8').trim() === (await treeOf(repo, head));
}

/** Forgets kept work that is proven to be in a branch, and older than `olderThanMs`. Returns what was forgotten; anything else stays. */
export async function reapMerged(repo: string, branch: string, olderThanMs: number): Promise<Kept[]> {
  const gone: Kept[] = [];
  for (const kept of await listKept(repo)) {
    if (Date.now() - Date.parse(kept.keptAt) < olderThanMs) continue;
    if (!(await isMerged(repo, kept.commit, branch))) continue;
    await git(repo, 'update-ref', ['-d', `${ROOT}${kept.taskRef}/${kept.attempt}`, commitId(kept.commit)]);
    gone.push(kept);
  }
  return gone;
}
