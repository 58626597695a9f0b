import type { FlowTimes } from './load/flow-engine-process';
import { compare, count } from './report/compare';
import { pairedRounds } from './report/paired-rounds';
import type { Report } from './report/result';
import type { Scale } from './report/scale';
import { startChild } from './stage/child';
import { chainGraph, type FlowGraph, fanInGraph, flowOf, layeredGraph } from './stage/flow-graph';
import { type Cluster, openCluster } from './stage/open-cluster';
import { type Seeded, seed } from './stage/seed';
import { startServer } from './stage/start-server';

const RUNNERS = 100;
const LONGEST_MS = 600_000;
const GRAPHS = {
  layers: layeredGraph(10_000),
  fanIn: fanInGraph(5_000),
  chain: chainGraph(1_000),
};
const ENGINE = new URL('./load/flow-engine-process.ts', import.meta.url);
const PG_BOSS = new URL('./peers/pg-boss-flow-process.ts', import.meta.url);
const RUNNERS_PROCESS = new URL('./load/runners-process.ts', import.meta.url);

/**
 * Nodes of graphs that end and make ready what follows, by the second: by the transactions that our server runs for it,
 * against the flows of pg-boss on the same PostgreSQL; then the same graph by runners over HTTP.
 */
export async function flow({ rounds }: Scale): Promise<Report> {
  const cluster = await openCluster();
  try {
    const seeded = await seed(await cluster.create('ours'), { runners: RUNNERS });
    await cluster.create('peer');
    const ours = (graph: FlowGraph) => () => drive(cluster, graph);
    const peer = (graph: FlowGraph) => () => drivePeer(cluster, 'drive', graph);
    const found = await pairedRounds(
      rounds,
      {
        layers: ours(GRAPHS.layers),
        layersPeer: peer(GRAPHS.layers),
        fanIn: ours(GRAPHS.fanIn),
        fanInPeer: peer(GRAPHS.fanIn),
        chain: ours(GRAPHS.chain),
        chainPeer: peer(GRAPHS.chain),
        http: () => overHttp(cluster, seeded, GRAPHS.layers),
        httpPeer: () => drivePeer(cluster, 'work', GRAPHS.layers),
      },
      (side, { written, taken }, round) =>
        console.log(
          `round ${round}: ${side} written in ${written.toFixed(2)} s, taken in ${taken.toFixed(2)} s`,
        ),
    );
    const many = (side: keyof typeof found) =>
      GRAPHS[side.replace(/^http/, 'layers').replace('Peer', '') as keyof typeof GRAPHS].needs.length;
    const ready = (side: keyof typeof found) => found[side].map(({ taken }) => many(side) / taken);
    const whole = (side: keyof typeof found) =>
      found[side].map(({ written, taken }) => many(side) / (written + taken));
    const { needs, edges } = GRAPHS.layers;
    const size = `${needs.length} nodes, ${edges} edges`;
    return {
      postgres: cluster.version,
      results: [
        compare({
          name: `${size}, ended and what follows ready : pg-boss flows`,
          unit: '1/s',
          goal: '>=2',
          ours: ready('layers'),
          reference: ready('layersPeer'),
          note: 'no HTTP, no claims on either side; ours 64 in a transaction, as a server takes results, each a new task with its events; its own complete and resolveFlow by whole layers, of jobs that were all written before',
        }),
        compare({
          name: 'the same with the writing of the graph : pg-boss flows',
          unit: '1/s',
          ours: whole('layers'),
          reference: whole('layersPeer'),
        }),
        compare({
          name: `${GRAPHS.fanIn.needs.length - 1} before one, ended : pg-boss flows`,
          unit: '1/s',
          ours: ready('fanIn'),
          reference: ready('fanInPeer'),
        }),
        compare({
          name: 'the same with the writing of the graph : pg-boss flows',
          unit: '1/s',
          ours: whole('fanIn'),
          reference: whole('fanInPeer'),
          note: 'here ours writes its 5,000 tasks as well',
        }),
        compare({
          name: `a chain of ${GRAPHS.chain.needs.length}, step for step : pg-boss flows`,
          unit: '1/s',
          ours: ready('chain'),
          reference: ready('chainPeer'),
        }),
        compare({
          name: `${size}, claimed and done over HTTP by ${RUNNERS} runners : pg-boss fetch, complete, 10 lanes`,
          unit: '1/s',
          ours: ready('http'),
          reference: ready('httpPeer'),
          note: 'ours with lease, agent and result, without start; its lanes in process, with resolveFlow beside them without a pause, by itself once in a few seconds',
        }),
        count(
          'nodes not done exactly once, both sides',
          '=0',
          Object.values(found).flatMap((times) => times.map(({ wrong }) => wrong)),
        ),
      ],
    };
  } finally {
    await cluster.remove();
  }
}

async function drive(cluster: Cluster, graph: FlowGraph): Promise<FlowTimes> {
  const url = await cluster.copy('ours', 'ours_round');
  const child = startChild(ENGINE, { DATABASE_URL: url, DIRECT_DATABASE_URL: '' });
  try {
    return await child.ask('drive', graph, LONGEST_MS);
  } finally {
    await child.end();
  }
}

async function drivePeer(cluster: Cluster, how: 'drive' | 'work', graph: FlowGraph): Promise<FlowTimes> {
  const url = await cluster.copy('peer', 'peer_round');
  const child = startChild(PG_BOSS);
  try {
    return await child.ask(how, { url, graph }, LONGEST_MS);
  } finally {
    await child.end();
  }
}

async function overHttp(
  cluster: Cluster,
  { runners, projectId }: Seeded,
  graph: FlowGraph,
): Promise<FlowTimes> {
  const server = await startServer(await cluster.copy('ours', 'ours_round'), { RATE_LIMIT_ENABLED: 'false' });
  const load = startChild(RUNNERS_PROCESS);
  try {
    const tokens = runners.map(({ token }) => token);
    await load.ask('open', { port: server.port, tokens, projectId, starts: false });
    const call = async <T>(method: string, path: string, body?: object): Promise<T> => {
      const answer = await fetch(`http://127.0.0.1:${server.port}${path}`, {
        method,
        headers: { 'content-type': 'application/json' },
        body: body && JSON.stringify(body),
      });
      if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
      return ((await answer.json()) as { data: T }).data;
    };
    const began = performance.now();
    const run = await call<{ id: string }>('POST', '/api/flow/execute', { flow: flowOf(graph), projectId });
    const written = (performance.now() - began) / 1000;
    const tasks = graph.needs.length;
    const { seconds, doubles } = await load.ask<{ seconds: number; doubles: number }>(
      'drain',
      { tasks },
      LONGEST_MS,
    );
    const { status, counts } = await call<{ status: string; counts: Record<string, number> }>(
      'GET',
      `/api/flow/runs/${run.id}`,
    );
    if (status !== 'COMPLETED') throw new Error(`the run is ${status}`);
    return { written, taken: seconds, wrong: doubles + tasks - (counts.succeeded ?? 0) };
  } finally {
    await load.end();
    await server.end();
  }
}
