import { afterAll, beforeAll, test } from 'vitest';
import { buildProgram } from '../../cli/commands/run-program';
import { type Cluster, startCluster } from '../harness/cluster';
import { runRow } from './row';
import { ROWS } from './rows';

const wanted = process.env.FAULTS_ROWS?.split(',').map(Number);
const rows = ROWS.filter(({ number }) => !wanted || wanted.includes(number));
const seed = Number(process.env.SEED) || Date.now() % 2 ** 31;
let cluster: Cluster;

beforeAll(async () => {
  await buildProgram();
  cluster = await startCluster();
}, 120_000);
afterAll(() => cluster?.end());

test.each(rows.map((row) => [row.number, row.fault, row] as const))(
  'row %s: %s',
  async (_number, _fault, row) => {
    const told = await runRow(row, cluster, seed);
    if (told) console.log(`row ${row.number}: ${told}`);
  },
  600_000,
);
