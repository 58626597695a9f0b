import path from 'node:path';
import pg from 'pg';
import { createEnrollment } from '@/contract/enrollment';
import { getProject } from '@/contract/project';
import { updateQueueSettings } from '@/contract/queue';
import { createTasks } from '@/contract/task-batch';
import { approveTask } from '@/contract/task-calls';
import { fromWireId } from '@/lib/ids';
import { migrate } from '@/server/migrate';
import { startScriptedModel } from '../examples/scripted-model/start-scripted-model';
import { buildProgram } from '../test/cli/commands/run-program';
import { reviewedBranches } from '../test/cli/runner/reviewed-branches';
import { type RunnerStage, stageRunner } from '../test/cli/runner/stage-runner';
import { compare, count } from './report/compare';
import { pairedRounds } from './report/paired-rounds';
import type { Report } from './report/result';
import type { Scale } from './report/scale';
import { CAME_BACK, COUNT_COLLISIONS } from './stage/count-collisions.sql';
import { type Cluster, openCluster } from './stage/open-cluster';
import { startServer } from './stage/start-server';
import { layGroups, PIECES, TWO_FILES } from './stage/table-groups';

const RUNNERS = ['one', 'two', 'three'];
const LONGEST_MS = 900_000;

interface Saw {
  refused: number;
  waits: number;
  conflicts: number;
  merged: number;
  seconds: number;
  /** Commits of the branch at which the project’s own tests pass, and how many there are. */
  green: number;
}

/**
 * Twelve tasks that get into each other's way, on one repository by three machines: as they come, where its history is not
 * known, against the order in which those go last that are likely to collide by it.
 */
export async function collisions({ rounds }: Scale): Promise<Report> {
  await buildProgram();
  const cluster = await openCluster();
  try {
    let nth = 0;
    const side = (hasHistory: boolean) => () => workThrough(cluster, `round_${++nth}`, hasHistory);
    const took = await pairedRounds<'scheduled' | 'plain', Saw>(
      rounds,
      { scheduled: side(true), plain: side(false) },
      (which, saw, round) => console.log(`round ${round}, ${which}: ${JSON.stringify(saw)}`),
    );
    const against = (what: keyof Saw, name: string, unit = '', goal?: string) =>
      compare({
        name,
        unit,
        goal,
        ours: took.scheduled.map((one) => one[what]),
        reference: took.plain.map((one) => one[what]),
      });
    const both = [...took.scheduled, ...took.plain];
    return {
      postgres: cluster.version,
      results: [
        against('refused', 'writes refused in the middle of the work', '', '<=0.5'),
        against('waits', 'tasks set aside at their claim, as another one held their files'),
        against('seconds', 'from the first claim to the last merge', 's'),
        count(
          'merges that met a conflict',
          '=0',
          both.map(({ conflicts }) => conflicts),
        ),
        count(
          'tasks that were not merged',
          '=0',
          both.map(({ merged }) => PIECES.length - merged),
        ),
        count(
          'commits of the branch that are not green',
          '=0',
          both.map(({ merged, green }) => merged - green),
        ),
      ],
    };
  } finally {
    await cluster.remove();
  }
}

async function workThrough(cluster: Cluster, name: string, hasHistory: boolean): Promise<Saw> {
  const url = await cluster.create(name);
  await migrate(url, path.resolve('prisma/migrations'));
  const model = await startScriptedModel({ scenarios: [TWO_FILES] });
  const server = await startServer(url, { RATE_LIMIT_ENABLED: 'false' });
  const client = new pg.Client({ connectionString: url });
  let stage: RunnerStage | undefined;
  try {
    await client.connect();
    stage = await stageRunner({ url: `http://127.0.0.1:${server.port}`, model: model.url() });
    layGroups(stage, hasHistory);
    const since = stage.git('rev-parse', 'main');
    await startRunners(stage);
    const defaults = { engine: 'anthropic-api', riskLevel: 'LOW' } as const;
    const tasks = PIECES.map((piece) => ({ ...piece, ...defaults }));
    await stage.call(createTasks, { body: { projectId: stage.projectId, tasks } });
    await stage.call(updateQueueSettings, { body: { paused: false } });
    const saw = await untilDone(client, stage);
    return { ...saw, green: reviewedBranches(stage, { url }).greenAtEveryCommit(since) };
  } finally {
    await stage?.remove();
    await client.end();
    await server.end();
    await model.close();
  }
}

/** Starts the machines on a queue that stands still, and waits until one has told what it knows of the repository. */
async function startRunners(stage: RunnerStage): Promise<void> {
  await stage.call(updateQueueSettings, { body: { paused: true } });
  for (const name of RUNNERS) {
    const env = { AGENT_ORCHESTRATOR_HOME: `${stage.root}/${name}` };
    const { token } = await stage.call(createEnrollment, { body: { name } });
    await stage.run(['connect', token, '--url', stage.url, '-d', `${stage.root}/projects`], env);
    await stage.start([], env).says('is ready for work');
  }
  await until(async () => {
    const { history } = await stage.call(getProject, { params: { id: stage.projectId } });
    return history !== null || null;
  });
}

/** Until all are merged. A merge that came back, as others moved the branch again and again, is approved anew, as people do. */
const untilDone = (client: pg.Client, stage: RunnerStage): Promise<Omit<Saw, 'green'>> =>
  until(async () => {
    const project = [fromWireId('proj', stage.projectId)];
    const { rows } = await client.query(COUNT_COLLISIONS, project);
    for (const { ref, head } of (await client.query(CAME_BACK, project)).rows)
      await stage.call(approveTask, { params: { id: ref }, body: { headSha: head } });
    return rows[0].merged === PIECES.length ? rows[0] : null;
  });

async function until<T>(look: () => Promise<T | null>): Promise<T> {
  const end = performance.now() + LONGEST_MS;
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    if (performance.now() > end) throw new Error('it is not done after a quarter of an hour');
    await new Promise((go) => setTimeout(go, 250));
  }
}
