import { parseArgs } from 'node:util';
import { startCluster } from '../test/faults/harness/cluster';
import { soak } from '../test/faults/soak/soak';

/** `npm run soak -- --hours 24`: machines at work under random faults; the auditor at checkpoints and at the end. */
const { values: flags } = parseArgs({
  options: {
    hours: { type: 'string', default: '1' },
    runners: { type: 'string', default: '8' },
    every: { type: 'string', default: '20' },
    seed: { type: 'string' },
  },
});
const seed = Number(flags.seed ?? Date.now() % 2 ** 31);
console.log(
  `${flags.runners} runners for ${flags.hours} h, a fault about every ${flags.every} s, --seed ${seed}`,
);
const cluster = await startCluster();
try {
  const report = await soak(cluster, {
    ms: Number(flags.hours) * 3_600_000,
    machines: Number(flags.runners),
    everyMs: Number(flags.every) * 2000,
    name: 'soak',
    seed,
    tell: (line) => console.log(line),
  });
  console.log(`${report.tasks} tasks: ${JSON.stringify(report.ended)}`);
  console.log(`faults: ${JSON.stringify(report.strikes)}`);
  const slope = (of: 'rssMb' | 'files' | 'databaseMb') => {
    const [first, last] = [report.checkpoints[0], report.checkpoints.at(-1)];
    if (!first || !last || first === last) return 'unknown';
    return ((last[of] - first[of]) / ((last.minute - first.minute) / 60)).toFixed(1);
  };
  console.log(
    `slopes an hour: memory ${slope('rssMb')} MB, open files ${slope('files')}, database ${slope('databaseMb')} MB`,
  );
  for (const { invariant, what, facts } of report.breaches)
    console.log(`${invariant} ${what}: ${JSON.stringify(facts)}`);
  console.log(
    report.breaches.length === 0
      ? 'No breach.'
      : `${report.breaches.length} breaches; the history is in .data/faults/soak.jsonl`,
  );
  process.exitCode = report.breaches.length === 0 ? 0 : 1;
} finally {
  await cluster.end();
}
process.exit();
