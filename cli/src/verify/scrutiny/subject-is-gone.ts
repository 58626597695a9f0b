import { posix } from 'node:path';
import type { Commits } from '../checkout-place';
import { isTestPath } from './test-paths';

const IMPORTED =
  /\bfrom\s+['"](\.[^'"\n]{1,200})['"]|\brequire\(\s*['"](\.[^'"\n]{1,200})['"]|\bimport\(\s*['"](\.[^'"\n]{1,200})['"]|^\s*(?:from|import)\s+([\w.]{1,200})/gm;
const ENDINGS = ['', '.js', '.mjs', '.cjs', '.ts', '.tsx', '.jsx', '/index.js', '/index.ts'];

/** The sources of the repository that a test imports, as they are named at the base. */
export function subjectsOf(test: string, source: string, paths: ReadonlySet<string>): string[] {
  return [...source.matchAll(IMPORTED)].flatMap((match) => {
    const near = match[1] ?? match[2] ?? match[3];
    const python = match[4]?.replaceAll('.', '/');
    const all = near
      ? ENDINGS.map((ending) => posix.join(posix.dirname(test), near) + ending)
      : [
          `${python}.py`,
          `${python}/__init__.py`,
          `src/${python}.py`,
          posix.join(posix.dirname(test), `${python}.py`),
        ];
    const path = all.find((one) => paths.has(one) && !isTestPath(one));
    return path ? [path] : [];
  });
}

/**
 * Whether a deleted test had nothing left to test: every source of the repository that it imported is gone too, and
 * there was one.
 */
export async function isSubjectGone(test: string, commits: Commits): Promise<boolean> {
  const source = (await commits.baseFiles.read(test)) ?? '';
  const subjects = subjectsOf(test, source, commits.baseFiles.paths);
  return subjects.length > 0 && subjects.every((path) => !commits.commitFiles.paths.has(path));
}

/**
 * Whether what the lines of removed assertions called is gone: a name that one of the test’s sources had at the base
 * stands in none of the commit’s.
 */
export async function areCalledGone(test: string, lines: string[], commits: Commits): Promise<boolean> {
  const source = (await commits.baseFiles.read(test)) ?? '';
  const subjects = subjectsOf(test, source, commits.baseFiles.paths);
  const before = await textOf(subjects, commits.baseFiles.read);
  const after = await textOf(
    subjects.filter((path) => commits.commitFiles.paths.has(path)),
    commits.commitFiles.read,
  );
  const has = (text: string, name: string) => new RegExp(`\\b${name}\\b`).test(text);
  return (
    subjects.length > 0 &&
    lines.every((line) => {
      const names = [...line.matchAll(/\b([A-Za-z_]\w{1,80})\s*\(/g)].map((match) => match[1] as string);
      return names.some((name) => has(before, name) && !has(after, name));
    })
  );
}

const textOf = async (paths: string[], read: (path: string) => Promise<string | null>) =>
  (await Promise.all(paths.map(read))).join('\n');
