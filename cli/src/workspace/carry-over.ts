import { checkpointRef, isAncestor, isCommitOf, treeOf } from './commit';
import { fileAt, git, resolveCommit, tryGit } from './git';

export interface Carried {
  /** The earlier attempt whose work it is. */
  attempt: number;
  /** The base with that work on top. */
  tree: string;
  /** Files that both have changed: in the tree, text of both stands in them between markers. */
  conflicts: string[];
}

/**
 * The newest work that earlier attempts of a task left in this repository, laid over the present base: a
 * finished branch, else a checkpoint. null where there is none, or where it changes nothing. Nothing is checked out.
 */
export async function findEarlierWork(given: {
  repo: string;
  ref: string;
  taskId: string;
  attempt: number;
  base: string;
}): Promise<Carried | null> {
  const { repo, ref, base } = given;
  for (let attempt = given.attempt - 1; attempt > 0 && attempt >= given.attempt - 5; attempt--) {
    const branch = await resolveCommit(repo, `refs/heads/ao/${ref}/${attempt}`);
    const finished = branch && !(await isAncestor(repo, branch, base)) ? branch : null;
    const commit = finished ?? (await resolveCommit(repo, checkpointRef(ref, attempt)));
    if (!commit || (await isAncestor(repo, commit, base)) || !(await isCommitOf(repo, commit, given.taskId)))
      continue;
    const args = ['--write-tree', '--name-only', '--no-messages', base, commit];
    const merged = await tryGit(repo, 'merge-tree', args);
    const [tree = '', ...paths] = merged.stdout.toString('utf8').split('\n').filter(Boolean);
    if (!/^[0-9a-f]{40,64}$/.test(tree))
      throw new Error(`git merge-tree ended with ${merged.code}: ${merged.stderr.trim().slice(0, 500)}`);
    const conflicts = merged.code === 1 ? [...new Set(paths)] : [];
    return tree === (await treeOf(repo, base)) ? null : { attempt, tree, conflicts };
  }
  return null;
}

/** Those of these files in which, as a tree has them, markers of a conflict still stand. */
export async function stillMarked(repo: string, tree: string, conflicts: string[]): Promise<string[]> {
  const marked: string[] = [];
  for (const path of conflicts)
    if (MARKER.test((await fileAt(repo, tree, path, MARKED_MAX)) ?? '')) marked.push(path);
  return marked;
}

const MARKED_MAX = 8 * 1024 * 1024;

/** As git writes them where a commit is laid over another: with its whole id. */
const MARKER = /^(?:<{7}|>{7}) [0-9a-f]{40,64}\r?$/m;

/** Puts a tree into a worktree's files as uncommitted changes. */
export async function layTree(worktree: string, tree: string): Promise<void> {
  await git(worktree, 'read-tree', ['-m', '-u', 'HEAD', tree]);
  await git(worktree, 'read-tree', ['HEAD']);
}
