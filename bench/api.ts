import type { Counted, Window } from './load/window';
import { compare, notMeasured } from './report/compare';
import { pairedRounds } from './report/paired-rounds';
import type { Report, Result } from './report/result';
import type { Scale } from './report/scale';
import { startChild } from './stage/child';
import { openCluster } from './stage/open-cluster';
import { type SeededAgent, seed } from './stage/seed';
import { nextIsBuilt, startNext } from './stage/start-next';
import { type Server, startServer } from './stage/start-server';

const CONNECTIONS = 16;
/** A load of one client must not be refused: the limiter counts, and never comes to its limit. */
const ENV = { RATE_LIMIT_PER_MINUTE: '1000000' };

type Asked = 'log' | 'task' | 'health' | 'none';
type Paths = Record<Asked, { path: string; headers?: string; status: number }>;

/**
 * Requests per second through our own door, through Next's, and of a bare Node server: an agent's read of how far
 * its log has come (token and one statement), a person's read of a task (caller, limit, transaction), health, which
 * asks the database for the time, and a 404, which is the door alone.
 */
export async function api({ rounds, seconds }: Scale): Promise<Report> {
  const cluster = await openCluster();
  try {
    const { agents } = await seed(await cluster.create('ours'), { runners: 1, agents: 1 });
    const paths = pathsFor(agents[0]!);
    const url = await cluster.copy('ours', 'ours_round');
    const window = { warmMs: 1_000, windowMs: seconds * 1000 };
    const built = nextIsBuilt();
    const speeds = await pairedRounds(
      rounds,
      {
        own: () => ask(() => startServer(url, ENV), paths, window),
        ping: () => ask(startBare, paths, window),
        next: () => (built ? ask(() => startNext(url, ENV), paths, window) : null),
      },
      (side, speed, round) => {
        if (speed) console.log(`round ${round}: ${side} ${JSON.stringify(speed)} requests/s`);
      },
    );
    const of = (side: keyof typeof speeds, asked: Asked) => speeds[side].map((one) => one?.[asked] ?? 0);
    const againstNext = (name: string, asked: Asked, goal?: string): Result =>
      built
        ? compare({ name, unit: '1/s', goal, ours: of('own', asked), reference: of('next', asked) })
        : notMeasured(name, '1/s', 'the pages are not built; `npm run build` first', goal);
    return {
      postgres: cluster.version,
      results: [
        againstNext('an agent’s GET logs/state, own door : Next door', 'log', '>=5'),
        againstNext('GET /api/tasks/:id, own door : Next door', 'task'),
        againstNext('GET /api/health, own door : Next door', 'health'),
        againstNext('a 404 of the API, own door : Next door', 'none', '>=15'),
        compare({
          name: 'a 404 of the API, own door : bare node:http ping',
          unit: '1/s',
          ours: of('own', 'none'),
          reference: of('ping', 'none'),
        }),
      ],
    };
  } finally {
    await cluster.remove();
  }
}

const pathsFor = ({ id, token }: SeededAgent): Paths => ({
  log: {
    path: `/api/runner/agents/${id}/logs/state`,
    headers: `authorization: Bearer ${token}\r\n`,
    status: 200,
  },
  task: { path: '/api/tasks/TASK-1', status: 200 },
  health: { path: '/api/health', status: 200 },
  none: { path: '/api/none', status: 404 },
});

/** Requests per second for each path, one after the other. */
async function ask(
  start: () => Promise<Pick<Server, 'port' | 'end'>>,
  paths: Paths,
  window: Window,
): Promise<Record<Asked, number>> {
  const server = await start();
  const load = startChild(new URL('./load/requests-process.ts', import.meta.url));
  try {
    const speeds: Partial<Record<Asked, number>> = {};
    for (const [asked, given] of Object.entries(paths)) {
      const to = { ...given, ...window, port: server.port, connections: CONNECTIONS };
      const { done, seconds } = await load.ask<Counted>('get', to);
      speeds[asked as Asked] = Math.round(done / seconds);
    }
    return speeds as Record<Asked, number>;
  } finally {
    await load.end();
    await server.end();
  }
}

async function startBare(): Promise<Pick<Server, 'port' | 'end'>> {
  const child = startChild(new URL('./peers/bare-http-process.ts', import.meta.url));
  return { port: await child.ask<number>('port'), end: child.end };
}
