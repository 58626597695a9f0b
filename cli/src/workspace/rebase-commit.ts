import { commitTree, isAncestor, isCommitOf, treeOf } from './commit';
import { branchRef, commitId, git, tryGit } from './git';

/** The work on top of another commit, or the paths that both have changed. */
export type Rebased = { commit: string } | { conflicts: string[] };

/**
 * Lays the work of a commit over another one as one commit, without a checkout, and points the branch `keepAs` at it so
 * that it is not lost. Where that changes nothing, the other commit is the answer. Throws a GitError.
 */
export async function rebaseCommit(given: {
  repo: string;
  onto: string;
  head: string;
  keepAs: string;
  ref: string;
  taskId: string;
}): Promise<Rebased> {
  const { repo, keepAs, ref, taskId } = given;
  const [onto, head] = [commitId(given.onto), commitId(given.head)];
  const merged = await tryGit(repo, 'merge-tree', [
    '--write-tree',
    '--name-only',
    '--no-messages',
    onto,
    head,
  ]);
  const [tree = '', ...paths] = merged.stdout.toString('utf8').split('\n').filter(Boolean);
  if (merged.code === 1) return { conflicts: [...new Set(paths)] };
  if (merged.code !== 0 || !/^[0-9a-f]{40,64}$/.test(tree)) {
    throw new Error(`git merge-tree ended with ${merged.code}: ${merged.stderr.trim().slice(0, 500)}`);
  }
  if (tree === (await treeOf(repo, onto))) return { commit: onto };
  const said = await git(repo, 'show', ['--no-patch', '--format=%B', '--end-of-options', head]);
  const message = said.replace(/^Task(-Id)?: .*$/gm, '');
  const commit = await commitTree({ repo, tree, parent: onto, ref, taskId, message });
  await git(repo, 'update-ref', [branchRef(keepAs), commit]);
  return { commit };
}

/**
 * The commit by which a task's work stands on a branch already, whoever laid it there; null where it does not. A merge
 * whose end nobody heard of is found so, also after others.
 */
export async function landedAs(given: {
  repo: string;
  tip: string;
  head: string;
  taskId: string;
}): Promise<string | null> {
  const { repo, taskId } = given;
  const [tip, head] = [commitId(given.tip), commitId(given.head)];
  if (await isAncestor(repo, head, tip)) return head;
  const found = await git(repo, 'rev-list', [
    '--fixed-strings',
    `--grep=Task-Id: ${taskId}`,
    tip,
    `^${head}`,
  ]);
  for (const commit of found.split('\n').filter(Boolean))
    if (await isCommitOf(repo, commit, taskId)) return commit;
  return null;
}
