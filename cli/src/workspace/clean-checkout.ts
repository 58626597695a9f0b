import { branchRef, commitId, git, resolveCommit, tryGit } from './git';

/**
 * Clones a repository so that nothing is shared with it (objects are copied, the remote is forgotten) and
 * checks a commit out. `branch` is where the commit is expected. Returns false where the repository does not
 * have the commit. Throws a GitError for everything else.
 */
export async function cleanCheckout(given: {
  repo: string;
  branch: string;
  commit: string;
  folder: string;
  signal?: AbortSignal;
}): Promise<boolean> {
  const { repo, branch, folder, signal } = given;
  const commit = commitId(given.commit);
  if (!(await resolveCommit(repo, commit))) return false;
  const tip = await resolveCommit(repo, branchRef(branch));
  const only = tip ? ['--single-branch', '--branch', branch] : [];
  await git(
    null,
    'clone',
    ['--quiet', '--no-local', '--no-hardlinks', '--no-tags', '--no-checkout', ...only, '--', repo, folder],
    { signal },
  );
  const found = await tryGit(folder, 'checkout', ['--quiet', '--detach', commit], { signal });
  if (found.code !== 0) return false;
  await git(folder, 'remote', ['remove', 'origin']);
  return true;
}
