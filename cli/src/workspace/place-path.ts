import { lstatSync, realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';

export type Placed = { path: string } | { refused: string };

/**
 * Where a write to a path would really land: its canonical path inside the worktree, or why it is refused.
 * Links are followed; a link that leads out, and anything of git's own, is refused.
 */
export function placePath(worktree: string, wanted: string): Placed {
  if (wanted.includes('\0')) return { refused: 'a path cannot contain NUL' };
  const root = realpathSync(worktree);
  const absolute = isAbsolute(wanted) ? resolve(wanted) : resolve(root, wanted);
  const real = followLinks(absolute);
  if (real === null) return { refused: `${wanted} goes through a link that leads nowhere` };
  const inside = relative(root, real);
  if (inside === '' || inside.startsWith(`..${sep}`) || inside === '..' || isAbsolute(inside)) {
    return { refused: `${wanted} is outside the working tree of this task` };
  }
  const segments = inside.split(sep).map((segment) => segment.normalize('NFC'));
  if (segments.some(isGitName)) return { refused: `${wanted} belongs to git itself` };
  return { path: segments.join('/') };
}

/** `.git` in every spelling that some file system takes for it. */
function isGitName(segment: string): boolean {
  const plain = segment
    .toLowerCase()
    .replace(/[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g, '')
    .replace(/[ .]+$/, '')
    .replace(/::\$index_allocation$/, '');
  return plain === '.git' || plain === 'git~1';
}

/** The path with every link of its existing part followed; null where a link is dangling or loops. */
function followLinks(path: string): string | null {
  const missing: string[] = [];
  for (let at = path; ; at = dirname(at)) {
    try {
      return join(realpathSync(at), ...missing);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || isLink(at)) return null;
      missing.unshift(basename(at));
      if (dirname(at) === at) return null;
    }
  }
}

function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    return false;
  }
}
