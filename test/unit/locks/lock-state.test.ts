import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalPattern } from '@/domain/locks/canonical-path';
import { grantLocks, type LiveLock } from '@/domain/locks/lock-state';
import { overlaps } from '@/domain/locks/overlap';
import { upwardsOf, waitedFor, waitKeyOf } from '@/domain/locks/wait-key';

const held = (taskId: string, path: string): LiveLock => ({
  ...canonicalPattern(path),
  projectId: 'p',
  taskId,
  taskRef: taskId,
  taskTitle: 'Work',
});
const wish = (taskId: string, ...paths: string[]) => ({ taskId, projectId: 'p', paths });

test('all paths of a wish are granted, those that it has already without a second lock', () => {
  const { verdicts, made } = grantLocks([held('a', 'src/')], [wish('a', 'src/', 'docs/x.md', 'docs/x.md')]);
  expect(verdicts).toEqual([{ taskId: 'a', granted: true, fresh: ['docs/x.md'], heldBy: [] }]);
  expect(made.map(({ pattern }) => pattern)).toEqual(['docs/x.md']);
});

test('a wish is refused as a whole, and says who holds what', () => {
  const { verdicts, made } = grantLocks([held('a', 'src/')], [wish('b', 'docs/x.md', 'src/b.ts')]);
  expect(verdicts[0]).toMatchObject({
    granted: false,
    heldBy: [{ path: 'src/b.ts', taskRef: 'a', pattern: 'src/' }],
  });
  expect(made).toEqual([]);
});

test('wishes of the same moment meet each other, in their order', () => {
  const { verdicts } = grantLocks([], [wish('a', 'src/*.ts'), wish('b', 'src/b.ts'), wish('c', 'docs/')]);
  expect(verdicts.map(({ granted }) => granted)).toEqual([true, false, true]);
});

test('whoever waits for a folder is found by what lies in it', () => {
  expect(waitKeyOf('Src/Lib/')).toBe('src/lib');
  expect(upwardsOf('src/lib/a.ts')).toEqual(['src/lib/a.ts', 'src/lib', 'src']);
});

test('whoever was kept by a lock is found by what they wait for when it ends', () => {
  const path = fc
    .tuple(
      fc.array(fc.constantFrom('a', 'b', 'a*', '*', '**', 'a?'), { minLength: 1, maxLength: 3 }),
      fc.boolean(),
    )
    .map(([segments, folder]) => segments.join('/') + (folder && !/[*?]/.test(segments.join('')) ? '/' : ''));
  fc.assert(
    fc.property(path, path, (wanted, lock) => {
      fc.pre(overlaps(canonicalPattern(lock), canonicalPattern(wanted)));
      expect(overlaps(canonicalPattern(lock), waitedFor(waitKeyOf(wanted)))).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});
