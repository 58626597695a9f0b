import path from 'node:path';
import { createEnrollment } from '@/contract/enrollment';
import { migrate } from '@/server/migrate';
import type { Scenario } from '../examples/scripted-model/scenario';
import { startScriptedModel } from '../examples/scripted-model/start-scripted-model';
import { fetchClaude } from '../scripts/fetch-claude';
import { buildProgram } from '../test/cli/commands/run-program';
import { stageRunner } from '../test/cli/runner/stage-runner';
import { Connection } from './load/connection';
import { alone, count } from './report/compare';
import { quantile } from './report/median';
import type { Report, Result } from './report/result';
import type { Scale } from './report/scale';
import { collectSpans } from './stage/collect-spans';
import { type Cluster, openCluster } from './stage/open-cluster';
import { seed } from './stage/seed';
import { startServer } from './stage/start-server';

const HELD = 'src/cart.js';
const WRITES = 100;
const RACES = 1_000;
const MOST_MS = 150;
const LIMITS = { RATE_LIMIT_ENABLED: 'false' };

const write = { name: 'Write', input: { file_path: `{{cwd}}/${HELD}`, content: 'stolen\n' } };
const SCENES: Scenario[] = [
  { name: 'waits', about: 'thinks for ever', steps: () => ({ silent: true }) },
  {
    name: 'thief',
    about: 'tries again and again to write a file that another task holds',
    steps: ({ answers }) =>
      answers === 0
        ? { text: 'I read it.', tools: [{ name: 'Read', input: { file_path: `{{cwd}}/${HELD}` } }] }
        : answers <= WRITES
          ? { text: 'I write it.', tools: [write] }
          : { text: 'I was refused.' },
  },
];

/**
 * How long Claude Code waits until its write is refused, from the question of its hook to the answer, inside a real
 * runner; and a thousand races of two machines for one file.
 */
export async function hooks(_: Scale): Promise<Report> {
  await buildProgram();
  const cluster = await openCluster();
  try {
    const took = await refusals(cluster);
    const { both, none } = await race(cluster);
    return {
      postgres: cluster.version,
      results: [
        atMost(`refused write of Claude Code, p50 of ${took.length}, in the runner`, quantile(took, 0.5)),
        atMost(`refused write of Claude Code, p95 of ${took.length}, in the runner`, quantile(took, 0.95)),
        count(`files that two of two machines held, of ${RACES} races`, '=0', [both]),
        count(`files that none of them held, of ${RACES} races`, '=0', [none]),
      ],
    };
  } finally {
    await cluster.remove();
  }
}

const atMost = (name: string, ms: number): Result => alone(name, 'ms', `<=${MOST_MS}`, [ms]);

/** Milliseconds of each. */
async function refusals(cluster: Cluster): Promise<number[]> {
  const url = await cluster.create('hooks');
  await migrate(url, path.resolve('prisma/migrations'));
  const server = await startServer(url, LIMITS);
  const model = await startScriptedModel({ scenarios: SCENES });
  const spans = await collectSpans();
  const stage = await stageRunner({ url: `http://127.0.0.1:${server.port}`, model: model.url() });
  try {
    const claude = { CLAUDE_BIN: await fetchClaude() };
    const draft = { engine: 'claude-code', riskLevel: 'LOW', maxTurns: 2 * WRITES } as const;
    stage.start([], claude);
    const holder = await stage.task({ title: 'Hold it [scenario:waits]', filesHint: [HELD], ...draft });
    await stage.until(holder.ref, 'IN_PROGRESS');
    const other = { ...claude, AGENT_ORCHESTRATOR_HOME: path.join(stage.root, 'other') };
    const { token } = await stage.call(createEnrollment, { body: { name: 'other' } });
    await stage.run(['connect', token, '--url', stage.url, '-d', path.join(stage.root, 'projects')], other);
    stage.start(['--once'], { ...other, OTEL_EXPORTER_OTLP_ENDPOINT: spans.url });
    const thief = await stage.task({ title: 'Take it [scenario:thief]', ...draft });
    for (let tries = 0; spans.took('hook Write').length < WRITES; tries++) {
      if (tries > 20)
        throw new Error(`${thief.ref} was refused ${spans.took('hook Write').length} times only`);
      await stage.until(thief.ref, 'COMPLETED', 'NEEDS_HUMAN', 'IN_REVIEW').catch(() => {});
    }
    return spans.took('hook Write');
  } finally {
    await stage.remove();
    spans.close();
    await model.close();
    await server.end();
  }
}

/** Two agents ask for one file at once, and for the next one when both have their answer. */
async function race(cluster: Cluster): Promise<{ both: number; none: number }> {
  const url = await cluster.create('races');
  const { agents } = await seed(url, { runners: 2, agents: 2 });
  const server = await startServer(url, LIMITS);
  const sides = await Promise.all(agents.map(() => Connection.open(server.port)));
  const seen = { both: 0, none: 0 };
  for (let nth = 0; nth < RACES; nth++) {
    const answers = await Promise.all(
      agents.map(({ id, token }, i) =>
        sides[i]!.request(
          'POST',
          `/api/runner/agents/${id}/locks`,
          `authorization: Bearer ${token}\r\ncontent-type: application/json\r\n`,
          JSON.stringify({ paths: [`race/${nth}.js`] }),
        ),
      ),
    );
    const granted = answers.filter(({ body }) => JSON.parse(body).data.granted).length;
    if (granted > 1) seen.both++;
    if (granted === 0) seen.none++;
  }
  for (const side of sides) side.close();
  await server.end();
  return seen;
}
