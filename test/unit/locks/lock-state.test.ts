import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalPattern } from '@/domain/locks/canonical-path';
import { MOST_PASSES } from '@/domain/locks/give-way';
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

test('what is only read is held by many, and by nobody who writes it', () => {
  const reads = (taskId: string, ...of: string[]) => ({ ...wish(taskId), reads: of });
  const { verdicts } = grantLocks(
    [],
    [reads('a', 'docs/'), reads('b', 'docs/*.md'), wish('c', 'docs/x.md'), reads('d', 'docs/x.md')],
  );
  expect(verdicts.map(({ granted }) => granted)).toEqual([true, true, false, true]);
  const live = [{ ...held('a', 'docs/'), shared: true }];
  const { made } = grantLocks(live, [{ ...wish('a', 'docs/'), reads: ['docs/', 'src/'] }]);
  expect(made.map(({ pattern, shared }) => [pattern, shared])).toEqual([
    ['docs/', false],
    ['src/', true],
  ]);
  expect(grantLocks([{ ...live[0]!, shared: false }], [reads('a', 'docs/')]).made).toEqual([]);
});

test('who could have all it names, and meets another task in what it is likely to write, is neither granted nor refused', () => {
  const likely = (taskId: string, path: string, ...also: string[]) => ({
    ...wish(taskId, path),
    likely: also,
  });
  const { verdicts, made } = grantLocks(
    [held('a', 'src/')],
    [
      likely('b', 'docs/b.md', 'docs/x.md', 'src/b.ts'),
      likely('c', 'docs/c.md', 'docs/x.md'),
      likely('d', 'docs/x.md', 'docs/c.md'),
      likely('e', 'src/e.ts', 'src/b.ts'),
    ],
  );
  const nothing = { granted: false, fresh: [], heldBy: [] };
  expect(verdicts[0]).toEqual({
    taskId: 'b',
    ...nothing,
    meets: { path: 'src/b.ts', taskRef: 'a', taskTitle: 'Work', pattern: 'src/' },
  });
  expect(verdicts.map(({ granted, meets }) => [granted, meets?.path])).toEqual([
    [false, 'src/b.ts'],
    [true, undefined],
    [false, 'docs/c.md'],
    [false, undefined],
  ]);
  expect(
    made.map(({ pattern }) => pattern),
    'what is likely is not locked',
  ).toEqual(['docs/c.md']);
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

describe('a task that waits for a folder', () => {
  const waits = (passes = 0) => ({
    ...wish('w', 'src/'),
    place: 5,
    passes,
    taskRef: 'TASK-W',
    taskTitle: 'The folder',
  });
  const younger = (taskId: string, ...paths: string[]) => ({ ...wish(taskId, ...paths), place: 9 });
  const granted = (...asked: Parameters<typeof grantLocks>) =>
    grantLocks(...asked).verdicts.map((verdict) => verdict.granted);

  test('is passed a bounded number of times, and the next ones are told behind whom they wait', () => {
    const wishes = ['a', 'b', 'c', 'd', 'e'].map((name) =>
      younger(name, `src/${name}.ts`, 'x/'.concat(name)),
    );
    const { verdicts, passed } = grantLocks([held('h', 'src/h.ts')], wishes, [waits()]);
    expect(verdicts.map((verdict) => verdict.granted)).toEqual([true, true, true, false, false]);
    expect(passed).toEqual(new Map([['w', MOST_PASSES]]));
    expect(verdicts[3]!.heldBy).toEqual([
      { path: 'src/d.ts', taskRef: 'TASK-W', taskTitle: 'The folder', pattern: 'src/' },
    ]);
  });

  test('keeps nobody who came before it, wants something else, or gives way to nobody', () => {
    const others = [younger('a', 'docs/'), { ...wish('b', 'src/b.ts'), place: 4 }, wish('c', 'src/c.ts')];
    expect(granted([], others, [waits(MOST_PASSES)])).toEqual([true, true, true]);
    const elsewhere = { ...younger('d', 'src/d.ts'), projectId: 'q' };
    expect(granted([], [elsewhere, younger('w', 'src/w.ts')], [waits(MOST_PASSES)])).toEqual([true, true]);
  });

  test('is not kept longer by one that stands in its way already, nor while a person is waited for', () => {
    const more = younger('h', 'src/more.ts');
    expect(granted([held('h', 'src/h.ts')], [more], [waits(MOST_PASSES)])).toEqual([true]);
    const inReview = { ...held('r', 'src/r.ts'), rests: true };
    const { verdicts, passed } = grantLocks([inReview], [younger('a', 'src/a.ts')], [waits(MOST_PASSES)]);
    expect([verdicts[0]!.granted, passed.size]).toEqual([true, 0]);
  });
});
