import pg from 'pg';
import { databaseUrl } from '@/lib/database-url';
import { disposeShared } from '@/lib/shared';
import { Coverage } from '../coverage';
import { CHANCE } from '../model/settle';
import { runSchedule } from '../schedule/run-schedule';
import { replay } from './replay';
import { SteeredClock } from './steered-clock';

/** One process of `npm run sim -- --postgres`, with a database of its own, whose sweeps nobody else meets. */
const [from, count, apart] = process.argv.slice(2).map(Number) as [number, number, number];

Math.random = () => CHANCE;
const sql = new pg.Client({ connectionString: databaseUrl() });
await sql.connect();
await SteeredClock.install(sql);
const coverage = new Coverage();
const failures: string[] = [];
let commands = 0;
for (let i = 0; i < count && failures.length < 3; i++) {
  const seed = from + i * apart;
  const { world, seen, broken } = runSchedule(seed);
  if (broken) failures.push(`${broken.invariant} is broken by seed ${seed}: ${broken.saw}`);
  const replayed = await replay(sql, world);
  commands += replayed.commands;
  coverage.add(seen);
  if (replayed.differs) failures.push(`seed ${seed}: ${replayed.differs}`);
  if (i % 50 === 49) console.error(`${from}: ${i + 1} of ${count}`);
}
const { schedules, counts } = coverage;
console.log(JSON.stringify({ schedules, commands, counts: [...counts], failures }));
await sql.end();
await disposeShared();
process.exit(0);
