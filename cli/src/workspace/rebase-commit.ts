import { commitTree, treeOf } from './commit';
import { branchRef, commitId, git, resolveCommit, tryGit } from './git';

/** The work on top of the branch, or the paths that both have changed. */
export type Rebased = { commit: string; onto: string } | { conflicts: string[] };

/**
 * Lays the work of a commit over the present tip of a branch as one commit, without a checkout, and points the
 * branch `keepAs` at it so that it is not lost. Returns null where the branch is gone. Throws a GitError.
 */
export async function rebaseCommit(given: {
  repo: string;
  branch: string;
  head: string;
  keepAs: string;
  ref: string;
  taskId: string;
}): Promise<Rebased | null> {
  const { repo, branch, keepAs, ref, taskId } = given;
  const head = commitId(given.head);
  const onto = await resolveCommit(repo, branchRef(branch));
  if (!onto) return null;
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
  if (tree === (await treeOf(repo, onto))) return { commit: onto, onto };
  const said = await git(repo, 'show', ['--no-patch', '--format=%B', '--end-of-options', head]);
  const message = said.replace(/^Task(-Id)?: .*$/gm, '');
  const commit = await commitTree({ repo, tree, parent: onto, ref, taskId, message });
  await git(repo, 'update-ref', [branchRef(keepAs), commit]);
  return { commit, onto };
}
