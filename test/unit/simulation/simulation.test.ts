import { expect, test } from 'vitest';
import { Coverage } from '../../simulation/coverage';
import { planOf, STEPS } from '../../simulation/schedule/plan';
import { runSchedule } from '../../simulation/schedule/run-schedule';
import { describeFailure } from '../../simulation/schedule/shrink';

/** So many milliseconds are given to it beside all other tests; `npm run sim` has all the time. */
const BUDGET_MS = 10_000;
/** Fewer say nothing about how often a rare state is reached. */
const LEAST = 60;

test('nothing is lost, done twice or accepted from the past in any schedule', {
  timeout: 300_000,
}, async () => {
  const until = Date.now() + BUDGET_MS;
  const coverage = new Coverage();
  for (let seed = 1; coverage.schedules < LEAST || Date.now() < until; seed++) {
    const ran = runSchedule(seed);
    if (ran.broken) expect.fail(describeFailure(ran, planOf(seed)));
    coverage.add(ran.seen);
    if (seed % 50 === 0) await new Promise(setImmediate);
  }
  console.log(`${coverage.schedules} schedules\n${coverage.table()}`);
  expect(coverage.missing(), 'states that were reached too seldom').toEqual([]);
});

test('a seed gives the same schedule again, to the last answer', () => {
  const [first, again] = [runSchedule(4711), runSchedule(4711)];
  expect(first.world.history.length).toBeGreaterThan(100);
  expect(again.world.history).toEqual(first.world.history);
});

test('a schedule has 200 steps on three machines: 60 % useful, 25 % faults that heal, 10 % repeats, 5 % hostile', () => {
  const classes: [RegExp, number][] = [
    [/^(run|create|approve|retry|requestChanges|cancel|kill|releaseLocks|trust)$/, 0.6],
    [
      /^(lid|cutBoth|cutDown|cutUp|slow|serverAway|lostAnswer|kill9|power|drain|handBack|sleep|clock|diskFull)$/,
      0.25,
    ],
    [/^(twice|late|replay)$/, 0.1],
    [/^(garbage|strangeChunk|staleToken|secondResult|earlyResult|ghost)$/, 0.05],
  ];
  expect(STEPS).toBeGreaterThanOrEqual(200);
  const names = Array.from({ length: 100 }, (_, seed) => planOf(seed).map(({ name }) => name)).flat();
  for (const [members, share] of classes) {
    const found = names.filter((name) => members.test(name)).length / names.length;
    expect(found).toBeGreaterThan(share - 0.03);
    expect(found).toBeLessThan(share + 0.03);
  }
});
