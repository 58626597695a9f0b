import { checkpointRef, isAncestor, isCommitOf, treeOf } from './commit';
import { git, resolveCommit, tryGit } from './git';

export interface Carried {
  /** The earlier attempt whose work it is. */
  attempt: number;
  /** The base with that work on top; null where it no longer fits. */
  tree: string | null;
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
    const merged = await tryGit(repo, 'merge-tree', ['--write-tree', '--no-messages', base, commit]);
    const tree = merged.stdout.toString('utf8').trim();
    if (merged.code !== 0 || !/^[0-9a-f]{40,64}$/.test(tree)) return { attempt, tree: null };
    return tree === (await treeOf(repo, base)) ? null : { attempt, tree };
  }
  return null;
}

/** Puts a tree into a worktree's files as uncommitted changes. */
export async function layTree(worktree: string, tree: string): Promise<void> {
  await git(worktree, 'read-tree', ['-m', '-u', 'HEAD', tree]);
  await git(worktree, 'read-tree', ['HEAD']);
}
