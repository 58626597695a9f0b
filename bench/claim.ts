import { hasRedis, startRedis } from '../test/support/redis';
import { compare, count, notMeasured } from './report/compare';
import { median } from './report/median';
import { pairedRounds } from './report/paired-rounds';
import type { Report } from './report/result';
import type { Scale } from './report/scale';
import { claimRate, type Rate } from './stage/claim-rate';
import { openCluster } from './stage/open-cluster';
import { bareCallsRate, bullmqRate, fillQueues, queueRate } from './stage/peer-rates';
import { seed } from './stage/seed';

const RUNNERS = 100;
const FEW_RUNNERS = 10;
const MANY_RUNNERS = 1_000;
const WARM_MS = 1_500;

/**
 * Tasks claimed and completed per second over HTTP by a hundred runners, with lease, agent, file lock and events,
 * against queues that work inside one process on the same PostgreSQL. Runners open sessions, claim and send
 * results with empty logs; `start`, which no peer has, is left out, and told beside. Besides, what ten and a thousand
 * runners do, and what a hundred could do at most: the same calls answered from memory by a bare server, with no queue at all.
 */
export async function claim({ rounds, seconds, rows }: Scale): Promise<Report> {
  const cluster = await openCluster();
  const redis = hasRedis() ? await startRedis() : null;
  try {
    console.log(`Filling four queues with ${rows} tasks`);
    const all = await seed(await cluster.create('ours'), { runners: MANY_RUNNERS, tasks: rows });
    await fillQueues(cluster, rows);
    const window = { warmMs: WARM_MS, windowMs: seconds * 1000 };
    const stageOf = (runners: number) => ({ ...all, runners: all.runners.slice(0, runners) });
    const seen: Rate[] = [];
    const rateOf = async (runners: number, starts = false) => {
      const rate = await claimRate(cluster, stageOf(runners), { ...window, template: 'ours', starts });
      seen.push(rate);
      return rate;
    };
    const plain: Rate[] = [];
    const rates = await pairedRounds(
      rounds,
      {
        ours: async () => {
          const rate = await rateOf(RUNNERS);
          plain.push(rate);
          return rate.perSecond;
        },
        started: async () => (await rateOf(RUNNERS, true)).perSecond,
        few: async () => (await rateOf(FEW_RUNNERS)).perSecond,
        many: async () => (await rateOf(MANY_RUNNERS)).perSecond,
        bareCalls: () => bareCallsRate(stageOf(RUNNERS), window),
        graphile: () => queueRate(cluster, 'graphile', window),
        pgBoss: () => queueRate(cluster, 'pg_boss', window),
        statements: () => queueRate(cluster, 'statements', window),
        bullmq: () => (redis ? bullmqRate(Number(new URL(redis.url).port), rows, window) : 0),
      },
      (side, perSecond, round) => console.log(`round ${round}: ${side} ${Math.round(perSecond)}/s`),
    );
    const mean = (pick: (rate: Rate) => number) => median(plain.map(pick)).toFixed(2);
    const result = (
      name: string,
      ours: keyof typeof rates,
      reference: keyof typeof rates,
      more: { goal?: string; note?: string } = {},
    ) => compare({ name, unit: '1/s', ours: rates[ours], reference: rates[reference], ...more });
    const hundred = `claim+complete, ${RUNNERS} runners`;
    const bullmq = `${hundred} : BullMQ on Redis, concurrency 24`;
    return {
      postgres: cluster.version,
      results: [
        result(`${hundred} : graphile-worker c24`, 'ours', 'graphile', {
          goal: '>=1.5',
          note: `without start; CPU a task: server ${mean((r) => r.serverMs)} ms, database ${mean((r) => r.databaseMs)} ms`,
        }),
        result(`${hundred} : pg-boss fetch-one, 10 lanes`, 'ours', 'pgBoss', {
          goal: '>=3',
          note: `its fetch sorts all that waits: the ${rows} jobs here cost it more than few would`,
        }),
        result(`${hundred} : two bare statements on one table, 10 clients`, 'ours', 'statements', {
          goal: '>=0.9',
        }),
        redis
          ? result(bullmq, 'ours', 'bullmq', { goal: '>=0.3' })
          : notMeasured(bullmq, '1/s', 'this machine has no redis-server', '>=0.3'),
        result(`${hundred} : the same calls answered from memory by node:http`, 'ours', 'bareCalls'),
        result('claim+start+complete : claim+complete', 'started', 'ours'),
        result(`claim+complete, ${FEW_RUNNERS} runners : ${RUNNERS}`, 'few', 'ours'),
        result(`claim+complete, ${MANY_RUNNERS} runners : ${RUNNERS}`, 'many', 'ours'),
        count(
          'double claims',
          '=0',
          seen.map(({ doubles }) => doubles),
        ),
      ],
    };
  } finally {
    await redis?.stop();
    await cluster.remove();
  }
}
