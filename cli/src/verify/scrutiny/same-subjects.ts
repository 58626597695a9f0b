import type { Commits } from '../checkout-place';
import { readTests } from './read-tests';
import { subjectsOf } from './subject-is-gone';

/**
 * Whether a test looks at the same sources as before the work, one by one: those of the same path, or of another one
 * where the very same source stands now and the earlier one is gone. A stand-in is neither.
 */
export async function areSameSubjects(before: string, after: string, commits: Commits): Promise<boolean> {
  const { baseFiles, commitFiles } = commits;
  const was = subjectsOf(before, (await baseFiles.read(before)) ?? '', baseFiles.paths);
  const is = subjectsOf(after, (await commitFiles.read(after)) ?? '', commitFiles.paths);
  if (was.length !== is.length) return false;
  for (const [i, path] of was.entries()) {
    const now = is[i] as string;
    if (now === path) continue;
    const [then, there] = [await baseFiles.read(path), await commitFiles.read(now)];
    const isMoved = !commitFiles.paths.has(path) && then !== null && there !== null;
    if (!isMoved || linesOf(then, path) !== linesOf(there, now)) return false;
  }
  return true;
}

const linesOf = (source: string, path: string) => readTests(source, path).lines.join('\n');
