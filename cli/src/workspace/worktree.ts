import { existsSync } from 'node:fs';
import { branchRef, commitId, git, resolveCommit, tryGit } from './git';
import { oneAtATime } from './mutex';

/**
 * Makes a worktree of a repository at a commit, on a branch of its own that tracks nothing. `folder` must
 * not exist yet and lies outside the repository. Throws a GitError.
 */
export async function addWorktree(given: {
  repo: string;
  folder: string;
  branch: string;
  commit: string;
}): Promise<void> {
  const { repo, folder, branch } = given;
  const commit = commitId(given.commit);
  await oneAtATime(repo, async () => {
    // A folder that was emptied behind git's back is still noted, and could not be made again.
    await tryGit(repo, 'worktree', ['prune']);
    await git(repo, 'worktree', ['add', '--quiet', '--detach', folder, commit]);
    const earlier = await resolveCommit(repo, branchRef(branch));
    // Another dashboard may have numbered its tasks the same way: what it left stays reachable.
    if (earlier && earlier !== commit)
      await git(repo, 'update-ref', [`refs/ao/kept/${branch}/${earlier.slice(0, 12)}`, earlier]);
    await git(repo, 'update-ref', [branchRef(branch), commit]);
    await git(folder, 'symbolic-ref', ['HEAD', branchRef(branch)]);
  });
}

/** Removes a worktree and git's note of it. One that is gone already is no error; nothing outside it is touched. */
export async function removeWorktree(repo: string, folder: string): Promise<void> {
  await oneAtATime(repo, async () => {
    if (existsSync(folder)) await tryGit(repo, 'worktree', ['remove', '--force', '--force', folder]);
    await tryGit(repo, 'worktree', ['prune']);
  });
}
