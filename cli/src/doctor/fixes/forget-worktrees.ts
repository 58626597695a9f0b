import { existsSync } from 'node:fs';
import { sep } from 'node:path';
import { stateFolder } from '../../config/folders';
import { repositoryFolders } from '../../runner/find-repositories';
import { git, tryGit } from '../../workspace/git';

/**
 * Lets the repositories below a folder forget worktrees of agents whose folders are gone. Those of anybody else are left
 * alone: they may lie on a disk that is not there at the moment. Says each.
 */
export async function forgetWorktrees(directory: string): Promise<string[]> {
  const said: string[] = [];
  for (const repo of repositoryFolders(directory)) {
    const listed = await tryGit(repo, 'worktree', ['list', '--porcelain', '-z']);
    const gone = listed.stdout
      .toString('utf8')
      .split('\0')
      .flatMap((line) => (line.startsWith('worktree ') ? [line.slice('worktree '.length)] : []))
      .filter((path) => path.startsWith(stateFolder() + sep) && !existsSync(path));
    for (const path of gone) {
      await git(repo, 'worktree', ['remove', '--force', '--force', path]);
      said.push(`${repo} noted a worktree of an agent that is gone: git worktree remove ${path}`);
    }
  }
  return said;
}
