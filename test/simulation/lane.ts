import { Coverage } from './coverage';
import { planOf } from './schedule/plan';
import { runSchedule } from './schedule/run-schedule';
import { describeFailure } from './schedule/shrink';

/** One process of `npm run sim`: schedules from a seed on, each so many apart. Prints one line of JSON at its end. */
const [from, count, apart] = process.argv.slice(2).map(Number) as [number, number, number];
const MOST_FAILURES = 3;

const coverage = new Coverage();
const failures: string[] = [];
let commands = 0;
for (let i = 0; i < count && failures.length < MOST_FAILURES; i++) {
  const seed = from + i * apart;
  const ran = runSchedule(seed);
  coverage.add(ran.seen);
  commands += ran.world.history.length;
  if (ran.broken) failures.push(describeFailure(ran, planOf(seed)));
  // What the spools' promises still hold is let go.
  await null;
}
const { schedules, counts } = coverage;
console.log(JSON.stringify({ schedules, commands, counts: [...counts], failures }));
