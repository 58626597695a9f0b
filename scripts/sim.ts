import { execFile, spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { Coverage, type Rare } from '../test/simulation/coverage';
import { withLaneDatabases } from '../test/simulation/postgres/lane-databases';
import { npmCommand, wholeNumber } from './npm-command';

/** `npm run sim`: schedules of the simulator on every core, with `--postgres` each against PostgreSQL too. */
interface Lane {
  schedules: number;
  commands: number;
  counts: [Rare, number][];
  failures: string[];
}
/** Fewer say nothing about how often a rare state is reached. */
const ENOUGH_FOR_SHARES = 60;
/** What a schedule leaves behind is gone before it grows old. */
const YOUNG = '--max-semi-space-size=32';

const flags = npmCommand('npm run sim', 'Schedules of faults through the state machines, in virtual time.')
  .option('--schedules <n>', 'how many', wholeNumber, 10_000)
  .option('--seed <n>', 'the first of their seeds', wholeNumber, 1)
  .option('--lanes <n>', 'processes that share them', wholeNumber, Math.min(8, availableParallelism()))
  .option('--postgres', 'each against PostgreSQL too')
  .parse()
  .opts<{ schedules: number; seed: number; lanes: number; postgres?: true }>();
const { schedules, seed } = flags;
const lanes = Math.max(1, Math.min(flags.lanes, schedules));
const began = performance.now();
const done = flags.postgres ? await againstPostgres() : await inMemory();
report(done, (performance.now() - began) / 1000);

async function inMemory(): Promise<Lane[]> {
  const bundle = await bundled('lane.ts');
  return Promise.all(numbered(lanes).map((lane) => run([YOUNG, bundle], lane, {})));
}

async function againstPostgres(): Promise<Lane[]> {
  const bundle = await bundled('postgres/lane.ts');
  return withLaneDatabases(lanes, (urls) =>
    Promise.all(urls.map((url, lane) => run([bundle], lane, { DATABASE_URL: url }))),
  );
}

/** Without a bundler's names for functions a schedule takes half the time. */
async function bundled(entry: string): Promise<string> {
  const bundle = path.resolve('.data/sim', `${entry.replace('/', '-')}.mjs`);
  await promisify(execFile)('node_modules/.bin/esbuild', [
    `test/simulation/${entry}`,
    '--bundle',
    '--packages=external',
    '--platform=node',
    '--format=esm',
    '--alias:@=./src',
    '--log-level=error',
    `--outfile=${bundle}`,
  ]);
  return bundle;
}

function run(script: string[], lane: number, env: Record<string, string>): Promise<Lane> {
  const mine = Math.ceil((schedules - lane) / lanes);
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...script, String(seed + lane), String(mine), String(lanes)], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.on('data', (bytes) => {
      said += bytes;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      const line = said.trim().split('\n').at(-1) ?? '';
      if (code === 0 && line.startsWith('{')) resolve(JSON.parse(line));
      else reject(new Error(`A lane of the simulator ended with code ${code}.\n${said}`));
    });
  });
}

function report(all: Lane[], seconds: number): void {
  const coverage = new Coverage();
  for (const lane of all) coverage.merge(lane.counts, lane.schedules);
  const failures = all.flatMap((lane) => lane.failures);
  const commands = all.reduce((sum, lane) => sum + lane.commands, 0);
  console.log(coverage.table());
  console.log(
    `\n${coverage.schedules} schedules from seed ${seed} on${flags.postgres ? ', each in PostgreSQL too' : ''}: ` +
      `${(coverage.schedules / seconds).toFixed(1)} a second on ${lanes} lanes, ${commands} commands, ${failures.length} failures`,
  );
  for (const failure of failures) console.error(`\n${failure}`);
  const missing = schedules >= ENOUGH_FOR_SHARES ? coverage.missing() : [];
  if (missing.length > 0) console.error(`\nReached too seldom, so nothing is proven: ${missing.join(', ')}.`);
  process.exitCode = failures.length + missing.length > 0 ? 1 : 0;
}

function numbered(n: number): number[] {
  return Array.from({ length: n }, (_, i) => i);
}
