import type { ProofFlag } from '@/contract/check-run';
import type { Commits } from '../checkout-place';
import type { CommitFiles } from '../detect-checks';
import { asksForExpectation, asksForRemoval } from './asked-for';
import { readTests, type TestFacts } from './read-tests';
import { areSameSubjects } from './same-subjects';
import { areCalledGone, isSubjectGone } from './subject-is-gone';

export interface Weighed {
  flags: ProofFlag[];
  /** It must still pass as it stood before the work. */
  runOld: boolean;
  /** Tests that went with good reason. */
  removedTests: number;
}

/** What the work did to one file that tests are made of. `asked` is what people asked for. */
export async function weighTestFile(path: string, commits: Commits, asked: string): Promise<Weighed> {
  const [before, after] = [await commits.baseFiles.read(path), await commits.commitFiles.read(path)];
  if (isUnread(before, path, commits.baseFiles) || isUnread(after, path, commits.commitFiles))
    return { flags: [flag('test_weakened', path, 'is too large to be read')], runOld: true, removedTests: 0 };
  if (before === null) return { flags: hollow(path, null, after), runOld: false, removedTests: 0 };
  const was = readTests(before, path);
  if (after === null) return weighDeleted(path, was, commits, asked);
  const is = readTests(after, path);
  // Comments and imports alone, of the same sources: what it asks for is as it was.
  if (is.lines.join('\n') === was.lines.join('\n') && (await areSameSubjects(path, path, commits)))
    return { flags: [], runOld: false, removedTests: 0 };
  const removed = without(was.assertions, is.assertions);
  const added = without(is.assertions, was.assertions);
  const gone = without(was.tests, is.tests);
  const flags = hollow(path, before, after);
  if (is.evasions > was.evasions)
    flags.push(flag('test_skipped', path, 'has marks that keep tests from running or from failing'));
  if (removed.length > 0 && asksForRemoval(asked) && (await areCalledGone(path, removed, commits)))
    return { flags, runOld: false, removedTests: gone.length };
  if (is.tests.length < was.tests.length)
    flags.push(
      flag(
        'test_deleted',
        path,
        `has ${was.tests.length - is.tests.length} of ${was.tests.length} tests less`,
      ),
    );
  else if (is.assertions.length < was.assertions.length || is.strict < was.strict)
    flags.push(flag('test_weakened', path, 'asserts less than before'));
  const excused = removed.length > 0 && asksForExpectation(asked, added, removed);
  return { flags, runOld: !excused, removedTests: 0 };
}

const isUnread = (text: string | null, path: string, { paths }: CommitFiles) =>
  text === null && paths.has(path);

async function weighDeleted(path: string, was: TestFacts, commits: Commits, asked: string): Promise<Weighed> {
  if (was.tests.length === 0) return { flags: [], runOld: true, removedTests: 0 };
  if (await isMoved(path, was, commits)) return { flags: [], runOld: false, removedTests: 0 };
  if (asksForRemoval(asked) && (asked.includes(path) || (await isSubjectGone(path, commits))))
    return { flags: [], runOld: false, removedTests: was.tests.length };
  return { flags: [flag('test_deleted', path, 'is gone')], runOld: true, removedTests: 0 };
}

/** Whether all tests and assertions of a file that is gone stand in another one, about the same sources. */
async function isMoved(path: string, was: TestFacts, commits: Commits): Promise<boolean> {
  const { baseFiles, commitFiles } = commits;
  for (const other of commitFiles.paths) {
    if (
      baseFiles.paths.has(other) ||
      other.slice(other.lastIndexOf('.')) !== path.slice(path.lastIndexOf('.'))
    )
      continue;
    const is = readTests((await commitFiles.read(other)) ?? '', other);
    if (without(was.assertions, is.assertions).length + without(was.tests, is.tests).length > 0) continue;
    if (is.evasions <= was.evasions && (await areSameSubjects(path, other, commits))) return true;
  }
  return false;
}

/** Tests that were added without anything that they assert. */
function hollow(path: string, before: string | null, after: string | null): ProofFlag[] {
  const [was, is] = [readTests(before ?? '', path), readTests(after ?? '', path)];
  const tests = without(is.tests, was.tests).length;
  return tests > 0 && is.assertions.length <= was.assertions.length && is.tests.length > was.tests.length
    ? [flag('test_hollow', path, `has ${tests} tests more, which assert nothing`)]
    : [];
}

/** What of `all` is not in `others`, each as often as it stands there. */
function without(all: string[], others: string[]): string[] {
  const left = new Map<string, number>();
  for (const one of others) left.set(one, (left.get(one) ?? 0) + 1);
  return all.filter((one) => {
    const n = left.get(one) ?? 0;
    left.set(one, n - 1);
    return n <= 0;
  });
}

const flag = (kind: ProofFlag['kind'], path: string, words: string): ProofFlag => ({
  kind,
  path: path.slice(0, 500),
  detail: `${path.slice(0, 300)} ${words}.`,
});
