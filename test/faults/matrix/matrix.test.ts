import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildProgram } from '../../cli/commands/run-program';
import { type Cluster, startCluster } from '../harness/cluster';
import { soak } from '../soak/soak';
import { breached, runRow } from './row';
import { ROWS } from './rows';

/** FAULTS_ROWS=2,7 runs these; among all tests it is two of the quick ones, by turns, and a short chain of a flow. FAULTS_SOAK=1 adds a short soak. */
const QUICK = [3, 4, 8];
const day = Math.floor(Date.now() / 86_400_000);
const wanted = process.env.FAULTS_ROWS?.split(',').map(Number);
const today = [QUICK[day % QUICK.length], QUICK[(day + 1) % QUICK.length]];
const rows = ROWS.filter(({ number }) => (wanted ?? [...today, 52]).includes(number));
const seed = Number(process.env.SEED) || 7;
let cluster: Cluster;

beforeAll(async () => {
  await buildProgram();
  cluster = await startCluster();
}, 120_000);
afterAll(() => cluster?.end());

for (const row of rows) {
  test.skipIf(row.has?.() === false)(
    `row ${row.number}: ${row.fault}`,
    async () => {
      const told = await runRow(row, cluster, seed);
      if (told) console.log(`row ${row.number}: ${told}`);
    },
    1_800_000,
  );
}

if (process.env.FAULTS_SOAK)
  test(`machines under random faults lose nothing and do nothing twice (SEED=${seed})`, async () => {
    const report = await soak(cluster, { ms: 20_000, machines: 3, seed, everyMs: 1500, name: 'short-soak' });
    console.log(
      `${report.tasks} tasks ${JSON.stringify(report.ended)} under ${JSON.stringify(report.strikes)}`,
    );
    if (report.breaches.length > 0) throw breached(report.breaches, 'short-soak', seed);
    expect(report.ended.COMPLETED ?? 0).toBeGreaterThan(0);
  }, 600_000);
