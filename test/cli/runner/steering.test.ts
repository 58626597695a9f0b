import { execFile as runFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { type Agent, killAgent, listAgents, pauseAgent, resumeAgent } from '@/contract/agent';
import { getProof } from '@/contract/check-run';
import { type Exception, listExceptions, resolveException } from '@/contract/exception';
import { releaseLocks } from '@/contract/lock';
import { updateProject } from '@/contract/project';
import { listRunners, updateRunner } from '@/contract/runner';
import { startWorkspace, stopWorkspace } from '@/contract/stop';
import { approveTask, cancelTask, getTask, verifyTask, whyTask } from '@/contract/task-calls';
import { SCENARIOS } from '../../../examples/scripted-model/scenarios';
import type { ScriptedModel } from '../../../examples/scripted-model/start-scripted-model';
import { SCENES } from './scenes';
import type { LiveRunner, RunnerStage } from './stage-runner';
import { withStage } from './with-stage';

const execFile = promisify(runFile);
let model: ScriptedModel;
let stage: RunnerStage;
let claude: { CLAUDE_BIN: string };
const database = withStage({ scenarios: [...SCENES, ...SCENARIOS] }, (staged) => {
  ({ model, stage, claude } = staged);
});

const agentsOf = async (ref: string) =>
  (await stage.call(listAgents, { query: { taskId: ref } })) as never as Agent[];
const steer = (endpoint: typeof pauseAgent | typeof killAgent, { id }: Agent) =>
  stage.call(endpoint, { params: { id }, body: {} });
const exceptionsOf = async (ref: string) =>
  (await stage.call(listExceptions, { query: { taskId: ref, status: 'open' } })) as never as Exception[];

/** A task whose agent stands still between its two writes. */
async function paused(runner: LiveRunner, more: object = {}, scenario = 'two-notes') {
  const { ref } = await stage.task({ title: `Notes [scenario:${scenario}]`, riskLevel: 'LOW', ...more });
  await stage.until(ref, 'IN_PROGRESS');
  await expect.poll(async () => (await agentsOf(ref))[0]?.activity, { timeout: 30_000 }).toMatch(/first\.md/);
  const agent = (await agentsOf(ref))[0]!;
  await steer(pauseAgent, agent);
  await runner.says('Paused by a person');
  await expect.poll(async () => (await agentsOf(ref))[0]?.pausedAt, { timeout: 5_000 }).not.toBeNull();
  return { ref, agent };
}

describe('an agent that a person pauses', { timeout: 120_000 }, () => {
  test('stands still far beyond its lease and its time limit, says so, and goes on where it was', async () => {
    const runner = stage.start();
    const { ref, agent } = await paused(runner, { timeoutMs: 20_000, maxRetries: 0 });
    const asked = model.requests.length;
    await pause(22_000);
    expect(model.requests.length, 'the model hears nothing').toBe(asked);
    expect((await agentsOf(ref))[0]).toMatchObject({ id: agent.id, live: true, phase: 'paused' });
    expect((await stage.call(whyTask, { params: { id: ref } })).sentence).toMatch(
      /^Its agent on laptop is paused by a person since \d\d:\d\d UTC \(2\d s\)\.$/,
    );
    await stage.call(resumeAgent, { params: { id: agent.id }, body: {} });
    await stage.until(ref, 'COMPLETED', 'NEEDS_HUMAN', 'IN_REVIEW');
    expect(stage.git('show', '--name-only', '--format=', 'main').split('\n')).toEqual([
      'first.md',
      'second.md',
    ]);
    const work = (await agentsOf(ref)).filter(({ kind }) => kind === 'work');
    expect(work).toMatchObject([{ id: agent.id, status: 'completed', pausedAt: null }]);
  });

  test('can be ended; what it had written goes to the next one, wherever a person sends the task', async () => {
    const runner = stage.start();
    const { ref, agent } = await paused(runner);
    await steer(killAgent, agent);
    expect(await stage.until(ref, 'NEEDS_HUMAN', 'QUEUED')).toMatchObject({ reason: 'agent_killed' });
    expect((await agentsOf(ref))[0]).toMatchObject({ status: 'killed', pausedAt: null });
    expect(stage.git('show', `ao/${ref}/1:first.md`)).toBe('A note.');
    const [exception] = await exceptionsOf(ref);
    await stage.call(resolveException, { params: { id: exception!.ref }, body: { option: 'retry' } });
    await stage.until(ref, 'COMPLETED', 'NEEDS_HUMAN', 'IN_REVIEW');
    expect(stage.git('show', 'main:second.md')).toBe('A note.');
  });

  test('ends with its task when that is cancelled', async () => {
    const runner = stage.start();
    const { ref } = await paused(runner);
    await stage.call(cancelTask, { params: { id: ref }, body: {} });
    await stage.until(ref, 'CANCELLED');
    expect(() => stage.git('show', 'main:first.md')).toThrow();
  });
});

describe('an agent whose file lock a person releases', { timeout: 120_000 }, () => {
  test('keeps what it has written, and may not write there again while another task holds it', async () => {
    const runner = stage.start(['--max-concurrent', '2']);
    const { ref, agent } = await paused(runner, {}, 'same-note');
    const body = { taskId: ref, reason: 'The other one is urgent.' };
    expect(await stage.call(releaseLocks, { body })).toEqual({ released: 1 });
    const other = await stage.task({ title: 'Rest [scenario:sleep]', filesHint: ['first.md'] });
    await stage.until(other.ref, 'IN_PROGRESS');
    await stage.call(resumeAgent, { params: { id: agent.id }, body: {} });
    expect(await stage.until(ref, 'BLOCKED', 'COMPLETED')).toMatchObject({
      reason: 'lock:first.md',
      failures: 0,
    });
    expect(() => stage.git('show', 'main:first.md'), 'what is not held is not merged').toThrow();
    expect(JSON.stringify(model.requests.map(({ body: said }) => said))).toContain(
      `first.md is held by ${other.ref}`,
    );
    await stage.call(cancelTask, { params: { id: other.ref }, body: {} });
    await stage.until(other.ref, 'CANCELLED');
    await stage.until(ref, 'COMPLETED', 'NEEDS_HUMAN', 'IN_REVIEW');
    expect(stage.git('show', 'main:first.md'), 'its session goes on').toBe('A better note.');
  });
});

describe('an agent that a person ends', { timeout: 120_000 }, () => {
  test('together with everything else keeps its work; started again, its task goes on from there', async () => {
    const runner = stage.start();
    const { ref } = await paused(runner);
    const stopped = await stage.call(stopWorkspace, { body: { note: 'It went wrong.', preview: false } });
    expect(stopped.agents.map(({ taskRef }) => taskRef)).toEqual([ref]);
    expect(await stage.until(ref, 'QUEUED', 'NEEDS_HUMAN')).toMatchObject({
      reason: 'agent_killed',
      failures: 0,
    });
    expect(stage.git('show', `ao/${ref}/1:first.md`)).toBe('A note.');
    expect((await agentsOf(ref)).filter(({ live }) => live)).toEqual([]);
    await stage.call(startWorkspace);
    await stage.until(ref, 'COMPLETED', 'NEEDS_HUMAN', 'IN_REVIEW');
    expect(stage.git('show', 'main:second.md')).toBe('A note.');
  });

  test('is gone within seconds with everything it started, and the runner goes on', async () => {
    const runner = stage.start();
    const { ref } = await stage.task({ title: 'Rest [scenario:sleep]', maxRetries: 0 });
    await stage.until(ref, 'IN_PROGRESS');
    await runner.says(/begins/);
    await expect.poll(async () => (await agentsOf(ref))[0]?.activity, { timeout: 30_000 }).toMatch(/sleep/);
    await stage.call(killAgent, {
      params: { id: (await agentsOf(ref))[0]!.id },
      body: { requeue: false, reason: 'It only sleeps.' },
    });
    await stage.until(ref, 'NEEDS_HUMAN');
    expect((await exceptionsOf(ref))[0]).toMatchObject({
      title: 'A person ended the agent',
      body: 'It only sleeps.',
    });
    const next = await stage.task({ title: 'Nothing to do [scenario:nothing]', role: 'planner' });
    await stage.until(next.ref, 'COMPLETED');
  });
});

test('what a judge misses goes back to the session that left it out; the judge changes nothing, and is paid for', async () => {
  await stage.call(updateProject, { params: { id: stage.projectId }, body: { judge: true } });
  const acceptance = ['docs.md says how', 'more.md says why'];
  const { ref } = await stage.task({ title: 'Write both pages', riskLevel: 'LOW', acceptance });
  stage.start([], claude);
  await stage.until(ref, 'COMPLETED', 'NEEDS_HUMAN', 'IN_REVIEW');
  const agents = (await agentsOf(ref)).sort((a, b) => a.attempt - b.attempt);
  expect(agents.map(({ kind, resumedAttempt }) => [kind, resumedAttempt])).toEqual([
    ['work', null],
    ['verify', null],
    ['work', 1],
    ['verify', null],
    ['merge', null],
  ]);
  expect(stage.git('show', '--name-only', '--format=', 'main').split('\n')).toEqual(['docs.md', 'more.md']);
  const proof = await stage.call(getProof, { params: { id: ref } });
  expect(proof.judged).toEqual([
    { point: acceptance[0], verdict: 'PASSED', reason: 'docs.md is there.' },
    { point: acceptance[1], verdict: 'PASSED', reason: 'more.md is there.' },
  ]);
  expect(agents[1]!.usage.costMicros).toBeGreaterThan(0);
  const judging = model.requests.filter(({ scenario, step }) => scenario === 'judge' && step !== null);
  const tools = judging.flatMap(({ body }) => body!.tools!.map(({ name }) => name));
  expect(tools).toContain('Read');
  for (const tool of ['Write', 'Edit', 'Bash', 'Task', 'WebFetch']) expect(tools).not.toContain(tool);
}, 120_000);

test('a judge is not asked without money: the points are left to a person', async () => {
  const acceptance = ['notes.md is there'];
  const { ref } = await stage.task({ title: 'Note it [scenario:note]', acceptance });
  stage.start([], claude);
  await stage.until(ref, 'NEEDS_HUMAN', 'IN_REVIEW');
  const sql = new pg.Client({ connectionString: database.url });
  await sql.connect();
  await sql.query('update task set budget_micros = spent_micros where number = $1', [ref.slice(5)]);
  await sql.end();
  await stage.call(updateProject, { params: { id: stage.projectId }, body: { judge: true } });
  model.requests.length = 0;
  await stage.call(verifyTask, { params: { id: ref }, body: {} });
  await expect
    .poll(async () => (await stage.call(getProof, { params: { id: ref } })).judged, { timeout: 60_000 })
    .toMatchObject([{ verdict: 'HUMAN_NEEDED', reason: expect.stringContaining('used up') }]);
  expect(model.requests).toEqual([]);
}, 120_000);

describe('a task that a person takes over', { timeout: 240_000 }, () => {
  test('is held for them with its work, and handed in to its checks and a review', async () => {
    const runner = stage.start();
    const { ref, agent } = await paused(runner);
    await steer(killAgent, agent);
    await stage.until(ref, 'NEEDS_HUMAN');
    const [exception] = await exceptionsOf(ref);
    const option = exception!.options.find(({ id }) => id === 'take_over');
    expect(option!.consequence).toContain(`agent-orchestrator takeover ${ref};`);
    await stage.call(resolveException, { params: { id: exception!.ref }, body: { option: 'take_over' } });
    expect(await stage.call(getTask, { params: { id: ref } })).toMatchObject({
      status: 'NEEDS_HUMAN',
      reason: 'taken_over',
    });
    const taken = JSON.parse((await stage.run(['takeover', ref, '--json'])).stdout).data;
    expect(readFileSync(path.join(taken.worktree, 'first.md'), 'utf8')).toBe('A note.\n');
    writeFileSync(path.join(taken.worktree, 'by-hand.md'), 'Mine.\n');
    const again = await stage.run(['takeover', ref]);
    expect(again.stdout, again.stderr).toContain(`cd ${taken.worktree}\n`);

    const done = await stage.run(['takeover', ref, '--done']);
    expect(done.stdout, done.stderr).toContain(`${ref} is handed in as `);
    const inReview = await stage.until(ref, 'IN_REVIEW', 'NEEDS_HUMAN', 'COMPLETED');
    expect(inReview, runner.said()).toMatchObject({ status: 'IN_REVIEW', requiresReview: true, attempt: 3 });
    await stage.call(approveTask, { params: { id: ref }, body: { headSha: inReview.headSha! } });
    await stage.until(ref, 'COMPLETED', 'IN_REVIEW');
    expect([stage.git('show', 'main:by-hand.md'), stage.git('show', 'main:first.md')]).toEqual([
      'Mine.',
      'A note.',
    ]);
    expect((await stage.run(['takeover', ref, '--done'])).stderr).toContain('NOT_TAKEN_OVER');
  });

  test('is given back with what they have done, and its session can be gone on with by hand', async () => {
    const runner = stage.start([], claude);
    const { ref, agent } = await paused(runner);
    await steer(killAgent, agent);
    await stage.until(ref, 'NEEDS_HUMAN');
    const { worktree, resume } = JSON.parse((await stage.run(['takeover', ref, '--json'])).stdout).data;
    expect(resume).toMatch(/^claude --resume \S+$/);
    model.requests.length = 0;
    const env = {
      PATH: process.env.PATH,
      HOME: stage.home,
      ANTHROPIC_BASE_URL: model.url(),
      ANTHROPIC_API_KEY: 'sk-ant-test-0123456789abcdef',
      CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
    } as unknown as NodeJS.ProcessEnv;
    const argv = [...resume.split(' ').slice(1), '-p', 'Is all of it written?'];
    const { stdout } = await execFile(claude.CLAUDE_BIN, argv, { cwd: worktree, env });
    expect(stdout).toContain('Both are written.');
    const asked = JSON.stringify(model.requests.at(-1)?.body?.messages);
    expect(asked, 'the session of the agent').toContain('I write the first.');
    expect(asked).toContain('Is all of it written?');

    writeFileSync(path.join(worktree, 'by-hand.md'), 'Mine.\n');
    const back = await stage.run(['takeover', ref, '--back', '--text', 'Keep by-hand.md.']);
    expect(back.stdout, back.stderr).toContain('What stood in the working tree is kept.');
    const done = await stage.until(ref, 'COMPLETED', 'NEEDS_HUMAN', 'IN_REVIEW');
    expect(done, runner.said()).toMatchObject({ status: 'COMPLETED' });
    expect([stage.git('show', 'main:by-hand.md'), stage.git('show', 'main:first.md')]).toEqual([
      'Mine.',
      'A note.',
    ]);
    const heard = model.requests.some(({ body }) => JSON.stringify(body).includes('Keep by-hand.md.'));
    expect(heard, 'by the next agent').toBe(true);
    expect((await stage.run(['takeover', ref, '--done'])).stderr).toContain('NOT_TAKEN_OVER');
  });
});

test('a runner that is paused at the dashboard while it waits for work says so, and that it goes on', async () => {
  const runner = stage.start([], claude);
  await runner.says('is ready for work');
  const machines = (await stage.call(listRunners)) as never as { id: string; liveness: string }[];
  const { id } = machines.find(({ liveness }) => liveness === 'online')!;
  await stage.call(updateRunner, { params: { id }, body: { status: 'PAUSED' } });
  await runner.says('laptop is paused: it takes no work until agent-orchestrator resume.');
  await stage.call(updateRunner, { params: { id }, body: { status: 'ACTIVE' } });
  await runner.says('laptop takes work again.');
  runner.child.kill('SIGTERM');
  expect(await runner.ended()).toBe(0);
}, 60_000);
