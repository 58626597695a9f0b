import { startCluster } from '../test/faults/harness/cluster';
import { soak } from '../test/faults/soak/soak';
import { aboveZero, npmCommand, wholeNumber } from './npm-command';

/** `npm run soak -- --hours 24`: machines at work under random faults; the auditor at checkpoints and at the end. */
const flags = npmCommand(
  'npm run soak',
  'Machines at work under random faults, audited at checkpoints and at the end.',
)
  .option('--hours <n>', 'how long', aboveZero, 1)
  .option('--runners <n>', 'how many machines', wholeNumber, 8)
  .option('--every <seconds>', 'a fault about as often', aboveZero, 20)
  .option('--seed <n>', 'the faults of an earlier run', wholeNumber, Date.now() % 2 ** 31)
  .parse()
  .opts<{ hours: number; runners: number; every: number; seed: number }>();
const { seed } = flags;
console.log(
  `${flags.runners} runners for ${flags.hours} h, a fault about every ${flags.every} s, --seed ${seed}`,
);
/** Ctrl-C ends the faults: what is under way is brought to its end and judged. Once more leaves everything as it is. */
const enough = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    if (enough.signal.aborted) process.exit(130);
    console.log('No more faults; what is under way is brought to its end. Once more to stop at once.');
    enough.abort();
  });
const cluster = await startCluster();
try {
  const report = await soak(cluster, {
    ms: flags.hours * 3_600_000,
    machines: flags.runners,
    everyMs: flags.every * 2000,
    name: 'soak',
    seed,
    signal: enough.signal,
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
