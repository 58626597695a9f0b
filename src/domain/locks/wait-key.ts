import { canonicalPattern } from './canonical-path';
import type { Lockable } from './overlap';

/** What a task that waits for a path of its project is found by when a lock ends; throws BAD_PATH. */
export const waitKeyOf = (path: string): string => bare(canonicalPattern(path).matchKey);

/**
 * What somebody waits for under a key. The key does not tell a folder from a file, so it stands for the folder: a glob
 * beneath it kept it too, and who is woken in vain waits again.
 */
export const waitedFor = (waitKey: string): Lockable => ({
  kind: /[*?]/.test(waitKey) ? 'glob' : 'directory',
  matchKey: waitKey,
});

/** A path and every folder above it: `a/b/c`, `a/b`, `a`. */
export function upwardsOf(matchKey: string): string[] {
  const segments = bare(matchKey).split('/');
  return segments.map((_, i) => segments.slice(0, segments.length - i).join('/'));
}

/** A folder is called as a file of that name would be: the two meet. */
const bare = (matchKey: string): string => matchKey.replace(/\/$/, '');
