import pg from 'pg';
import { fromWireId } from '@/lib/ids';
import { type Asked, latencies } from './load/latencies';
import { compare } from './report/compare';
import { quantile } from './report/median';
import { pairedRounds } from './report/paired-rounds';
import type { Report } from './report/result';
import type { Scale } from './report/scale';
import { type Cluster, openCluster } from './stage/open-cluster';
import { type Seeded, seed } from './stage/seed';
import { SEED_LOCKS } from './stage/seed-locks.sql';
import { type Server, startServer } from './stage/start-server';

const SIZES = { '1k': 1_000, '10k': 10_000, '100k': 100_000 } as const;
type Size = keyof typeof SIZES;
const PATHS = 20;
const EACH_SECOND = 60;

interface Took {
  check: number;
  request: number;
  /** Of the slowest in twenty: what a write waits for before it is refused. */
  slow: number;
}

/**
 * How long it takes to say whether twenty paths could be locked, and to refuse them to a live agent as one of them is
 * held, in a project with so many live locks.
 */
export async function locks({ rounds, seconds }: Scale): Promise<Report> {
  const cluster = await openCluster();
  const servers: Server[] = [];
  try {
    const stand = async (size: Size) => {
      const { seeded, server } = await open(cluster, size);
      servers.push(server);
      return () => ask(server, seeded, SIZES[size], Math.round(seconds * EACH_SECOND));
    };
    const sides = { '1k': await stand('1k'), '10k': await stand('10k'), '100k': await stand('100k') };
    const took = await pairedRounds<Size, Took>(rounds, sides, (size, { check, request }, round) =>
      console.log(
        `round ${round}: ${size} locks: check ${check.toFixed(2)} ms, request ${request.toFixed(2)} ms`,
      ),
    );
    const grown = (what: keyof Took, name: string, size: '10k' | '100k', goal?: string, of = 'p50') =>
      compare({
        name: `${name} of ${PATHS} paths, ${of}, at ${size} locks : at 1k`,
        unit: 'ms',
        goal,
        ours: took[size].map((one) => one[what]),
        reference: took['1k'].map((one) => one[what]),
      });
    return {
      postgres: cluster.version,
      results: [
        grown('check', 'check', '10k'),
        grown('check', 'check', '100k', '<=2'),
        grown('request', 'refused request', '10k'),
        grown('request', 'refused request', '100k', '<=2'),
        grown('slow', 'refused request', '100k', undefined, 'p95'),
      ],
    };
  } finally {
    await Promise.all(servers.map((server) => server.end()));
    await cluster.remove();
  }
}

async function open(cluster: Cluster, size: Size): Promise<{ seeded: Seeded; server: Server }> {
  const url = await cluster.create(`locks_${size}`);
  const seeded = await seed(url, { runners: 1, agents: 1 });
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ id: string }>('select id from workspace');
  await client.query(SEED_LOCKS, [rows[0]!.id, fromWireId('proj', seeded.projectId), SIZES[size]]);
  await client.query('vacuum analyze file_lock, hold, task');
  await client.end();
  return { seeded, server: await startServer(url, { RATE_LIMIT_ENABLED: 'false' }) };
}

async function ask(
  server: Server,
  { agents, projectId }: Seeded,
  held: number,
  times: number,
): Promise<Took> {
  const [agent] = agents as [Seeded['agents'][number]];
  /** Nineteen that nobody holds, all over the project, and one that somebody does. */
  const paths = (n: number) => [
    ...Array.from({ length: PATHS - 1 }, (_, i) => `src/part${(n * 37 + i * 11) % (held / 50)}/new${i}.ts`),
    `src/part${Math.floor(((n * 7) % (held - 50)) / 50) + 1}/`,
  ];
  const check = (n: number): Asked => ({
    method: 'POST',
    path: '/api/locks/check',
    body: { projectId, files: paths(n) },
  });
  const request = (n: number): Asked => ({
    method: 'POST',
    path: `/api/runner/agents/${agent.id}/locks`,
    headers: `authorization: Bearer ${agent.token}\r\n`,
    body: { paths: paths(n) },
  });
  const checks = await latencies(server.port, times, check);
  const requests = await latencies(server.port, times, request);
  return {
    check: quantile(checks, 0.5),
    request: quantile(requests, 0.5),
    slow: quantile(requests, 0.95),
  };
}
