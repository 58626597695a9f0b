import { fileAt, git } from '../workspace/git';
import type { CommitFiles } from './detect-checks';

/** The files of a commit of a repository, read without checking anything out. */
export async function commitFiles(repo: string, commit: string): Promise<CommitFiles> {
  const text = await git(repo, 'ls-tree', ['-r', '--name-only', '-z', '--full-tree', commit]);
  return { paths: new Set(text.split('\0').filter(Boolean)), read: (path) => fileAt(repo, commit, path) };
}
