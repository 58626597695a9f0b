import { realpathSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';

export interface WorktreePath {
  /** Relative to the worktree with `/`, or absolute where it leaves it. */
  path: string;
  inside: boolean;
  /** Git's own files: nobody but the runner writes them. */
  git: boolean;
}

/** Where a path that a tool names really leads, symbolic links followed as far as they exist. */
export function worktreePath(cwd: string, named: string): WorktreePath {
  const root = realpathSync(cwd);
  const real = realOf(resolve(cwd, named));
  const way = relative(root, real);
  const inside = way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && resolve(root, way) === real;
  const path = inside ? way.split(sep).join('/') : real;
  return { path, inside, git: inside && path.split('/').some((part) => /^\.git\W?$/i.test(part)) };
}

function realOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(realOf(parent), basename(path));
  }
}
