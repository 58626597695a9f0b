import { cpSync, existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Agent, listAgents } from '@/contract/agent';
import { type Exception, listExceptions } from '@/contract/exception';
import { ACTIVE_AGENTS_MAX } from '@/contract/session';
import { getChanges } from '@/contract/task-calls';
import { startSupervisor } from '@/services/supervisor/start-supervisor';
import type { Scenario } from '../../../examples/scripted-model/scenario';
import { SCENARIOS } from '../../../examples/scripted-model/scenarios';
import {
  type ScriptedModel,
  startScriptedModel,
} from '../../../examples/scripted-model/start-scripted-model';
import { type ApiServer, startApi } from '../../support/api-server';
import { withDatabase } from '../../support/with-database';
import { buildProgram } from '../commands/run-program';
import { AWAY, type RefusingProxy, refusingProxy } from './refusing-proxy';
import { SHORT_TIMERS } from './short-timers';
import { type LiveRunner, type RunnerStage, stageRunner } from './stage-runner';

/** As a recording of a terminal has them: each takes six bytes in JSON. */
const colours: Scenario = {
  name: 'colours',
  about: 'adds a file of 900,000 escape characters, in lines',
  steps: [
    {
      text: 'I record it.',
      tools: [
        {
          name: 'Bash',
          input: {
            command: `node -e "require('fs').writeFileSync('colours.txt', ('\\u001b'.repeat(99) + '\\n').repeat(9000))"`,
            description: 'Record',
          },
        },
      ],
    },
    { text: 'Recorded.' },
  ],
};

withDatabase();
let api: ApiServer;
let model: ScriptedModel;
let proxy: RefusingProxy;
let stage: RunnerStage;
let supervisor: { stop(): void };

beforeAll(async () => {
  await buildProgram();
  model = await startScriptedModel({ scenarios: [colours, ...SCENARIOS] });
  api = await startApi({
    door: 'own',
    env: { AGENT_ORCHESTRATOR_TIMERS: JSON.stringify(SHORT_TIMERS), RATE_LIMIT_ENABLED: 'false' },
  });
  supervisor = startSupervisor();
}, 180_000);
beforeEach(async () => {
  proxy = await refusingProxy(api.url);
  stage = await stageRunner({ url: proxy.url, api: api.url, model: model.url() });
}, 60_000);
afterEach(async () => {
  await stage?.remove();
  await proxy.close();
});
afterAll(async () => {
  supervisor?.stop();
  await api?.stop();
  await model?.close();
});

const agentsOf = async (ref: string) =>
  (await stage.call(listAgents, { query: { taskId: ref } })) as never as Agent[];
const nothing = (n = 1) =>
  stage.task({ title: `Nothing to do ${n} [scenario:nothing]`, role: 'planner', maxRetries: 0 });
const folders = () => path.join(stage.root, 'ao/state/agents');

/** Results of these agents meet a server that is away, until it is back. */
function holdResults(...agentIds: string[]) {
  const seen = new Set<string>();
  proxy.refuse = ({ path: called }) => {
    const agentId = /agents\/(agent_\w+)\/result$/.exec(called)?.[1];
    if (!agentId || (agentIds.length > 0 && !agentIds.includes(agentId))) return null;
    seen.add(agentId);
    return AWAY;
  };
  return seen;
}
const serverIsBack = () => {
  proxy.refuse = () => null;
};

/** A runner that ended with a result on its disk which the server has never seen. */
async function diesWithResult(): Promise<{ ref: string; agentId: string }> {
  const runner = stage.start([], { AO_RACE_POINT: 'result-kept@1:SIGKILL' });
  const { ref } = await nothing();
  await runner.ended();
  const [agent] = await agentsOf(ref);
  expect(existsSync(path.join(folders(), agent!.id, 'result.json'))).toBe(true);
  return { ref, agentId: agent!.id };
}

test('a result on disk waits for the server however long that takes, while its lease is renewed and other work goes on', async () => {
  const { ref, agentId } = await diesWithResult();
  const seen = holdResults(agentId);
  stage.start(['--max-concurrent', '2']);
  await expect.poll(() => seen.size, { timeout: 20_000 }).toBe(1);
  const other = await nothing(2);
  await pause(SHORT_TIMERS.leaseTtlMs + SHORT_TIMERS.leaseGraceMs + 3_000);
  await stage.until(other.ref, 'COMPLETED');
  serverIsBack();
  await stage.until(ref, 'COMPLETED');
  expect(await agentsOf(ref)).toMatchObject([{ id: agentId, attempt: 1, status: 'completed' }]);
  await expect.poll(() => readdirSync(folders())).toEqual([]);
});

test('a runner that is told to leave while a result waits does so at once, and the next one hands it in', async () => {
  const { ref, agentId } = await diesWithResult();
  const seen = holdResults(agentId);
  const second = stage.start();
  await second.says('is ready for work');
  await expect.poll(() => seen.size, { timeout: 20_000 }).toBe(1);
  const told = Date.now();
  second.child.kill('SIGTERM');
  expect(await second.ended()).toBe(0);
  expect(Date.now() - told).toBeLessThan(2_000);
  expect(existsSync(path.join(folders(), agentId, 'result.json'))).toBe(true);
  serverIsBack();
  stage.start();
  await stage.until(ref, 'COMPLETED');
  expect(await agentsOf(ref)).toMatchObject([{ id: agentId, status: 'completed' }]);
});

test('several results are handed in side by side, no more than four at once', async () => {
  const crowd = stage.start(['--max-concurrent', '6']);
  const waiting = holdResults();
  const refs = await Promise.all(Array.from({ length: 6 }, async (_, n) => (await nothing(n)).ref));
  await expect.poll(() => waiting.size, { timeout: 60_000 }).toBe(6);
  crowd.child.kill('SIGKILL');
  await crowd.ended();
  const offered = holdResults();
  const next = stage.start(['--max-concurrent', '6']);
  await next.says('is ready for work');
  await expect.poll(() => offered.size, { timeout: 20_000 }).toBe(4);
  await pause(3_000);
  expect(offered.size).toBe(4);
  serverIsBack();
  for (const ref of refs) {
    await stage.until(ref, 'COMPLETED');
    expect(await agentsOf(ref)).toMatchObject([{ attempt: 1, status: 'completed' }]);
  }
});

test('a result is on disk before its log has reached the server, and outlives the runner', async () => {
  proxy.refuse = ({ path: called }) => (/\/logs\?/.test(called) ? AWAY : null);
  const runner = stage.start();
  const { ref } = await nothing();
  await stage.until(ref, 'IN_PROGRESS');
  const [agent] = await agentsOf(ref);
  const kept = path.join(folders(), agent!.id, 'result.json');
  await expect.poll(() => existsSync(kept), { timeout: 20_000 }).toBe(true);
  runner.child.kill('SIGKILL');
  await runner.ended();
  serverIsBack();
  stage.start();
  await stage.until(ref, 'COMPLETED');
  expect(await agentsOf(ref)).toMatchObject([{ id: agent!.id, status: 'completed' }]);
});

test('told twice to leave while the server takes neither log nor result, a runner keeps what it has and ends', async () => {
  proxy.refuse = ({ path: called }) => (/\/logs\?|\/result$/.test(called) ? AWAY : null);
  const runner = stage.start();
  const { ref } = await nothing();
  await stage.until(ref, 'IN_PROGRESS');
  const [agent] = await agentsOf(ref);
  const kept = path.join(folders(), agent!.id, 'result.json');
  await expect.poll(() => existsSync(kept), { timeout: 20_000 }).toBe(true);
  await leavesNow(runner);
  expect(existsSync(kept)).toBe(true);
  serverIsBack();
  stage.start();
  await stage.until(ref, 'COMPLETED');
  expect(await agentsOf(ref)).toMatchObject([{ id: agent!.id, status: 'completed' }]);
});

test('told twice to leave in the middle of the work while no call is answered, a runner ends', async () => {
  const runner = stage.start();
  const { ref } = await stage.task({ title: 'Rest [scenario:sleep]', riskLevel: 'LOW', maxRetries: 0 });
  await runner.says(/begins/);
  const [agent] = await agentsOf(ref);
  proxy.refuse = () => AWAY;
  await pause(SHORT_TIMERS.leaseTtlMs);
  await leavesNow(runner);
  expect(existsSync(path.join(folders(), agent!.id, 'result.json'))).toBe(true);
  serverIsBack();
});

test('more leftovers than a session may name keep no runner from starting: the newest are named, all are tidied up', async () => {
  const { ref, agentId } = await diesWithResult();
  const newest = path.join(folders(), agentId);
  const note = JSON.parse(readFileSync(path.join(newest, 'meta.json'), 'utf8'));
  const old = new Date(Date.now() - 3_600_000);
  for (let n = 0; n < ACTIVE_AGENTS_MAX + 20; n++) {
    const id = `agent_${n.toString(16).padStart(32, '0')}`;
    // No more than is read of them: the lease of the newest runs on, and its dead runner's rest may still be tidying up there.
    const filter = (file: string) =>
      file === newest || ['meta.json', 'log.bin', 'result.json'].includes(path.basename(file));
    cpSync(newest, path.join(folders(), id), { recursive: true, filter });
    writeFileSync(path.join(folders(), id, 'meta.json'), JSON.stringify({ ...note, agentId: id }));
    for (const file of readdirSync(path.join(folders(), id)))
      utimesSync(path.join(folders(), id, file), old, old);
  }
  const next = stage.start();
  await next.says('is ready for work');
  await stage.until(ref, 'COMPLETED');
  expect(await agentsOf(ref)).toMatchObject([{ id: agentId, status: 'completed' }]);
  await expect.poll(() => readdirSync(folders()), { timeout: 20_000 }).toEqual([]);
});

test('a result that the server refuses for good is told as failed, with what the server said of it', async () => {
  proxy.refuse = (call) => {
    if (!call.path.endsWith('/result')) return null;
    const result = JSON.parse(call.body.toString('utf8'));
    if (result.outcome === 'succeeded')
      call.body = Buffer.from(JSON.stringify({ ...result, headSha: 'x'.repeat(65) }));
    return null;
  };
  stage.start();
  const { ref } = await nothing();
  const task = await stage.until(ref, 'NEEDS_HUMAN', 'COMPLETED');
  expect(task).toMatchObject({ status: 'NEEDS_HUMAN', failures: 1 });
  expect(await agentsOf(ref)).toMatchObject([{ status: 'failed', reason: 'unknown' }]);
  const [exception] = (await stage.call(listExceptions, {
    query: { taskId: ref, status: 'open' },
  })) as never as Exception[];
  expect(exception!.body).toMatch(/^The server did not take the result \(VALIDATION_ERROR\): .*headSha/);
  await expect.poll(() => readdirSync(folders())).toEqual([]);
});

test('what takes more bytes than characters is cut to what the server takes, and marked as cut', async () => {
  stage.start();
  const { ref } = await stage.task({ title: 'Record it [scenario:colours]', requiresReview: true });
  await stage.until(ref, 'IN_REVIEW', 'NEEDS_HUMAN');
  const [agent] = (await agentsOf(ref)).filter(({ kind }) => kind === 'work');
  expect(agent).toMatchObject({ attempt: 1, status: 'completed' });
  const changes = await stage.call(getChanges, { params: { id: ref } });
  expect(changes).toMatchObject({ truncated: true, files: [{ path: 'colours.txt', additions: 9000 }] });
  expect(changes.patch.length).toBeGreaterThan(400_000);
});

test('a chunk of log that is damaged on its way, in its text or where a frame begins, is sent again and costs nothing', async () => {
  let chunks = 0;
  proxy.refuse = (call) => {
    if (!/\/logs\?/.test(call.path)) return null;
    chunks++;
    if (chunks < 3) call.body[chunks === 1 ? 20 : 0]! ^= 1;
    return null;
  };
  stage.start();
  const { ref } = await nothing();
  await stage.until(ref, 'COMPLETED');
  expect(await agentsOf(ref)).toMatchObject([{ attempt: 1, status: 'completed' }]);
  expect(chunks).toBeGreaterThan(2);
});

/** Presses Ctrl-C twice: it ends within the time that there is to end an engine, send its log and say goodbye. */
async function leavesNow({ child, says, ended }: LiveRunner): Promise<void> {
  child.kill('SIGINT');
  await says('Finishing');
  const told = Date.now();
  child.kill('SIGINT');
  expect(await Promise.race([ended(), pause(15_000, 'still there')])).toBe(130);
  expect(Date.now() - told).toBeLessThan(SHORT_TIMERS.cancelGraceMs + SHORT_TIMERS.flushMs + 4_000);
}
