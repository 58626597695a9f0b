import { expect, test } from 'vitest';
import { MOST_PASSES, type Waiter } from '@/domain/locks/give-way';
import { firstServed, grantLocks, type LiveLock, type LockWish } from '@/domain/locks/lock-state';
import { overlaps } from '@/domain/locks/overlap';

/** A million with `LOCK_RUNS=1000000 npx vitest run --project unit test/unit/locks/acquisitions.test.ts`. */
const RUNS = Number(process.env.LOCK_RUNS ?? 3_000);
const TASKS = 32;
const PATHS = ['a/', 'a/b/', 'a/*.ts', '**/x.ts', 'b/?.md', '*']
  .concat(
    ['a', 'b', 'c', 'd'].flatMap((folder) => ['x.ts', 'y.ts', 'z.md'].map((file) => `${folder}/${file}`)),
  )
  .concat(['a/b/x.ts', 'A/B/Y.ts', 'c/d/']);

const known = new Map<string, boolean>();
/** Asked of the same few patterns again and again. */
function meets(a: LiveLock, b: Parameters<typeof overlaps>[1]): boolean {
  const key = `${a.matchKey} ${b.matchKey}`;
  const found = known.get(key) ?? overlaps(a, b);
  known.set(key, found);
  return found;
}

/** The same numbers for the same seed. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

test('at random, nothing overlapping is ever held by two, and everyone who waits is served', () => {
  const pick = random(7);
  let live: LiveLock[] = [];
  const waiting = new Map<string, LockWish>();
  const figures = { acquisitions: 0, granted: 0, overlaps: 0 };

  const acquire = (wish: LockWish) => {
    figures.acquisitions++;
    const { verdicts, made } = grantLocks(live, [wish]);
    if (!verdicts[0]!.granted) return waiting.set(wish.taskId, wish);
    waiting.delete(wish.taskId);
    figures.granted++;
    for (const lock of made) {
      if (live.some((one) => one.taskId !== lock.taskId && meets(one, lock))) figures.overlaps++;
      live.push({ ...lock, taskRef: lock.taskId, taskTitle: lock.taskId });
    }
  };
  const release = (taskId: string) => {
    live = live.filter((lock) => lock.taskId !== taskId);
    for (const id of firstServed(live, [...waiting.values()])) acquire(waiting.get(id)!);
  };

  while (figures.acquisitions < RUNS) {
    const taskId = `t${pick(TASKS)}`;
    if (waiting.has(taskId)) continue;
    const holds = live.some((lock) => lock.taskId === taskId);
    // Who holds something may ask for more, and never waits for it: nobody can wait in a circle.
    if (holds && pick(3) > 0) release(taskId);
    else {
      const paths = Array.from({ length: 1 + pick(3) }, () => PATHS[pick(PATHS.length)]!);
      if (!holds) acquire({ taskId, projectId: 'p', paths });
      else live.push(...moreOf(live, { taskId, projectId: 'p', paths }, figures));
    }
  }
  while (live.length > 0) release(live[0]!.taskId);
  console.log(
    `${figures.acquisitions} acquisitions, ${figures.granted} granted, ${figures.overlaps} overlaps`,
  );
  expect(figures.overlaps).toBe(0);
  expect(waiting.size, 'tasks that nobody ever served').toBe(0);
}, 3_600_000);

test('at random, nobody who waits is passed more often than is bounded, and everyone is served', () => {
  const pick = random(11);
  let live: LiveLock[] = [];
  let places = 0;
  const waiting = new Map<string, Waiter>();
  const seen = { most: 0, atTheBound: 0, served: 0 };
  const acquire = (wish: LockWish & { place: number }) => {
    const { verdicts, made, passed } = grantLocks(live, [wish], [...waiting.values()]);
    for (const [taskId, passes] of passed) {
      const waiter = waiting.get(taskId)!;
      waiter.passes += passes;
      seen.most = Math.max(seen.most, waiter.passes);
      if (waiter.passes === MOST_PASSES) seen.atTheBound++;
    }
    if (verdicts[0]!.granted) {
      waiting.delete(wish.taskId);
      seen.served++;
      live.push(...made.map((lock) => ({ ...lock, taskRef: lock.taskId, taskTitle: lock.taskId })));
    } else if (!waiting.has(wish.taskId))
      waiting.set(wish.taskId, { ...wish, passes: 0, taskRef: wish.taskId, taskTitle: wish.taskId });
  };
  const release = (taskId: string) => {
    live = live.filter((lock) => lock.taskId !== taskId);
    const turn = [...waiting.values()].sort((a, b) => a.place - b.place);
    for (const id of firstServed(live, turn, turn)) acquire(waiting.get(id)!);
  };
  for (let i = 0; i < Math.min(RUNS, 1_500); i++) {
    const taskId = `t${pick(TASKS)}`;
    if (waiting.has(taskId)) continue;
    if (live.some((lock) => lock.taskId === taskId)) release(taskId);
    else acquire({ taskId, projectId: 'p', place: ++places, paths: [PATHS[pick(PATHS.length)]!] });
  }
  while (live.length > 0) release(live[0]!.taskId);
  expect(seen.most).toBe(MOST_PASSES);
  expect(seen.atTheBound).toBeGreaterThan(10);
  expect(waiting.size, 'tasks that nobody ever served').toBe(0);
});

function moreOf(
  live: LiveLock[],
  wish: LockWish,
  figures: { acquisitions: number; overlaps: number },
): LiveLock[] {
  figures.acquisitions++;
  const made = grantLocks(live, [wish]).made;
  figures.overlaps += made.filter((lock) =>
    live.some((one) => one.taskId !== lock.taskId && meets(one, lock)),
  ).length;
  return made.map((lock) => ({ ...lock, taskRef: lock.taskId, taskTitle: lock.taskId }));
}
