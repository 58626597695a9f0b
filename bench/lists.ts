import pg from 'pg';
import { fromWireId } from '@/lib/ids';
import { latencies } from './load/latencies';
import { compare } from './report/compare';
import { quantile } from './report/median';
import { pairedRounds } from './report/paired-rounds';
import type { Report } from './report/result';
import type { Scale } from './report/scale';
import { type Cluster, openCluster } from './stage/open-cluster';
import { seed } from './stage/seed';
import {
  SEED_LISTED_AGENTS,
  SEED_LISTED_EVENTS,
  SEED_LISTED_TASKS,
  SEED_LISTS,
} from './stage/seed-lists.sql';
import { type Server, startServer } from './stage/start-server';

const SMALL = 10_000;
/** How many times as many as `--rows` the large database has: a million where nothing else is said. */
const TIMES = 10;
const ASKED = {
  'tasks, newest change first': '/api/tasks',
  'tasks of a frequent status': '/api/tasks?status=COMPLETED',
  'tasks of a rare status': '/api/tasks?status=BLOCKED',
  'tasks of several statuses': '/api/tasks?status=DRAFT,IN_REVIEW,BLOCKED,COMPLETED',
  'tasks by number': '/api/tasks?sort=number',
  'tasks of a risk': '/api/tasks?riskLevel=HIGH',
  'tasks with a label': '/api/tasks?label=area7',
  'tasks by a word of their title': '/api/tasks?q=rename',
  'tasks by priority': '/api/tasks?sort=priority',
  agents: '/api/agents',
  events: '/api/events',
  stats: '/api/dashboard/stats',
} as const;
type Question = keyof typeof ASKED;
/** The goal is the same for all; what has none yet is shown beside. */
const GOAL = '<=2';

/** The lists and figures of the dashboard over HTTP, at a million tasks, agents and events against ten thousand. */
export async function lists({ rounds, seconds, rows }: Scale): Promise<Report> {
  const cluster = await openCluster();
  const servers: Server[] = [];
  try {
    const large = rows * TIMES;
    const stand = async (many: number) => {
      const server = await open(cluster, many);
      servers.push(server);
      return () => ask(server, Math.max(5, Math.round(seconds * 4)));
    };
    const sides = { small: await stand(SMALL), large: await stand(large) };
    const took = await pairedRounds(rounds, sides, (side, times, round) =>
      console.log(
        `round ${round}: ${side} ${Object.values(times)
          .map((ms) => ms.toFixed(1))
          .join(' ')} ms`,
      ),
    );
    return {
      postgres: cluster.version,
      results: (Object.keys(ASKED) as Question[]).map((question) =>
        compare({
          name: `${question}, p50, at ${large} rows : at ${SMALL}`,
          unit: 'ms',
          goal: GOAL,
          ours: took.large.map((times) => times[question]),
          reference: took.small.map((times) => times[question]),
        }),
      ),
    };
  } finally {
    await Promise.all(servers.map((server) => server.end()));
    await cluster.remove();
  }
}

async function open(cluster: Cluster, many: number): Promise<Server> {
  const url = await cluster.create(`lists_${many}`);
  const { projectId } = await seed(url, { runners: 1 });
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const setting of SEED_LISTS) await client.query(setting);
  const { rows } = await client.query<{ workspace: string; runner: string }>(
    'select w.id as workspace, r.id as runner from workspace w, runner r',
  );
  const values = [rows[0]!.workspace, fromWireId('proj', projectId), rows[0]!.runner, many];
  for (const statement of [SEED_LISTED_TASKS, SEED_LISTED_AGENTS, SEED_LISTED_EVENTS])
    await client.query(statement, values);
  await client.query('select recount_tallies()');
  await client.query('vacuum analyze task, agent, event');
  await client.end();
  console.log(`${many} tasks, agents and events are there`);
  return startServer(url, { RATE_LIMIT_ENABLED: 'false' });
}

async function ask(server: Server, times: number): Promise<Record<Question, number>> {
  const all = {} as Record<Question, number>;
  for (const question of Object.keys(ASKED) as Question[])
    all[question] = quantile(
      await latencies(server.port, times, () => ({ method: 'GET', path: ASKED[question] })),
      0.5,
    );
  return all;
}
