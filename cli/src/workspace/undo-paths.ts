import { lstatSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { git, tryGit } from './git';

/** Puts paths of a worktree back to how they are in a commit; what the commit does not have is deleted. */
export async function undoPaths(worktree: string, commit: string, paths: string[]): Promise<void> {
  for (const path of paths) {
    const known = await tryGit(worktree, 'cat-file', ['-e', `${commit}:${path}`]);
    if (known.code === 0) await git(worktree, 'checkout', ['--quiet', commit, '--', path]);
    else if (isWithin(worktree, dirname(path)))
      rmSync(join(worktree, path), { recursive: true, force: true });
  }
}

/** Whether a folder is where its name says: a link in its way would lead the deletion elsewhere. */
function isWithin(worktree: string, folder: string): boolean {
  try {
    return realpathSync(join(worktree, folder)) === join(realpathSync(worktree), folder);
  } catch {
    return false;
  }
}

/** Those of the given paths that are links leading out of the worktree. */
export function linksLeavingTree(worktree: string, paths: string[]): string[] {
  return paths.filter((path) => {
    const full = join(worktree, path);
    try {
      if (!lstatSync(full).isSymbolicLink()) return false;
      const target = readlinkSync(full);
      return isAbsolute(target) || relative(worktree, resolve(dirname(full), target)).startsWith('..');
    } catch {
      return false;
    }
  });
}
