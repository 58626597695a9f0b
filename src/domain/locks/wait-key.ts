import { canonicalPattern } from './canonical-path';

/** What a task that waits for a path of its project is found by when a lock ends; throws BAD_PATH. */
export const waitKeyOf = (path: string): string => bare(canonicalPattern(path).matchKey);

/** A path and every folder above it: `a/b/c`, `a/b`, `a`. */
export function upwardsOf(matchKey: string): string[] {
  const segments = bare(matchKey).split('/');
  return segments.map((_, i) => segments.slice(0, segments.length - i).join('/'));
}

/** A folder is called as a file of that name would be: the two meet. */
const bare = (matchKey: string): string => matchKey.replace(/\/$/, '');
