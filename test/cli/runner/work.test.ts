import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Agent, listAgents } from '@/contract/agent';
import { getProof } from '@/contract/check-run';
import { type Exception, listExceptions } from '@/contract/exception';
import { getLogs } from '@/contract/log';
import { approveTask, whyTask } from '@/contract/task-calls';
import { SCENARIOS } from '../../../examples/scripted-model/scenarios';
import {
  type ScriptedModel,
  startScriptedModel,
} from '../../../examples/scripted-model/start-scripted-model';
import { type ApiServer, startApi } from '../../support/api-server';
import { withDatabase } from '../../support/with-database';
import { buildProgram } from '../commands/run-program';
import { SCENES } from './scenes';
import { SHORT_TIMERS } from './short-timers';
import { type RunnerStage, stageRunner } from './stage-runner';

withDatabase();
let api: ApiServer;
let model: ScriptedModel;
let stage: RunnerStage;

beforeAll(async () => {
  await buildProgram();
  model = await startScriptedModel({ scenarios: [...SCENES, ...SCENARIOS] });
  api = await startApi({
    door: 'own',
    env: { AGENT_ORCHESTRATOR_TIMERS: JSON.stringify(SHORT_TIMERS), RATE_LIMIT_ENABLED: 'false' },
  });
}, 180_000);
beforeEach(async () => {
  stage = await stageRunner({ url: api.url, model: model.url() });
}, 60_000);
afterEach(() => stage?.remove());
afterAll(async () => {
  await api?.stop();
  await model?.close();
});

const agentsOf = async (ref: string) =>
  (await stage.call(listAgents, { query: { taskId: ref } })) as never as Agent[];

describe('the work', () => {
  test('that only passes where it was made fails on the clean checkout; the next agent builds on it and is told why', async () => {
    stage.start();
    const task = await stage.task({ title: 'Test it [scenario:only-here]', riskLevel: 'LOW' });
    const done = await stage.until(task.ref, 'COMPLETED', 'NEEDS_HUMAN');
    expect(done).toMatchObject({ status: 'COMPLETED', verdict: 'PASSED', failures: 1 });
    expect((await agentsOf(task.ref)).map(({ attempt, kind }) => `${attempt} ${kind}`).sort()).toEqual([
      '1 work',
      '2 verify',
      '3 work',
      '4 verify',
      '5 merge',
    ]);
    expect(stage.git('show', 'main:.gitignore')).toBe('cache/');
    expect(stage.git('log', '--format=%s', 'main').split('\n')).toHaveLength(2);
  });

  test('is ended when its time is up', async () => {
    stage.start();
    const task = await stage.task({ title: 'Rest [scenario:sleep]', timeoutMs: 10_000, maxRetries: 0 });
    expect(await stage.until(task.ref, 'NEEDS_HUMAN', 'FAILED', 'COMPLETED')).toMatchObject({
      status: 'NEEDS_HUMAN',
      reason: 'timeout',
    });
    expect((await agentsOf(task.ref))[0]).toMatchObject({ status: 'timeout', reason: 'timeout' });
  });

  test('does not begin without money: the model is asked nothing, and the person is', async () => {
    stage.start();
    const asked = model.requests.length;
    const task = await stage.task({ title: 'Note it [scenario:note]', budgetMicros: 0 });
    expect(await stage.until(task.ref, 'NEEDS_HUMAN', 'FAILED', 'COMPLETED', 'IN_REVIEW')).toMatchObject({
      status: 'NEEDS_HUMAN',
      reason: 'budget_exhausted',
      spentMicros: 0,
      failures: 0,
    });
    expect(model.requests.length).toBe(asked);
    const open = (await stage.call(listExceptions, { query: { taskId: task.ref } })) as never as Exception[];
    expect(open).toMatchObject([{ type: 'BUDGET', status: 'open' }]);
  });

  test('shows no secret of the runner’s environment, plain or encoded, in its log or its result', async () => {
    const runner = stage.start([], { MY_PASSWORD: 'hunter2-hunter2' });
    const task = await stage.task({ title: 'Show it [scenario:printer]', role: 'reviewer' });
    await stage.until(task.ref, 'COMPLETED');
    const [agent] = await agentsOf(task.ref);
    const log = JSON.stringify(
      await stage.call(getLogs, { params: { id: agent!.id }, query: { limit: 2000 } }),
    );
    expect(log).toContain('The password is [redacted].');
    for (const form of ['hunter2-hunter2', 'aHVudGVyMi1odW50ZXIy']) {
      expect(log).not.toContain(form);
      expect(runner.said()).not.toContain(form);
    }
  });
});

describe('a machine that takes signed tasks alone', () => {
  test('does what was signed by a key that it trusts; what was not waits, and says for whom', async () => {
    const ran = async (...argv: string[]) => {
      const { code, stdout, stderr } = await stage.run([...argv, '--json']);
      expect(code, stderr).toBe(0);
      return JSON.parse(stdout).data;
    };
    const { publicKey } = await ran('keys', 'new');
    await ran('config', 'set', 'trustedKeys', publicKey);
    await ran('config', 'set', 'requireSignedTasks', 'yes');
    stage.start();
    const task = await stage.task({ title: 'Note it [scenario:note]', riskLevel: 'LOW' });
    const project = ['--project', stage.projectId, '--risk', 'LOW'];
    expect(await ran('tasks', 'create', 'Another', '--sign', '--draft', ...project)).toMatchObject({
      status: 'DRAFT',
      signed: true,
    });
    await expect
      .poll(async () => (await stage.call(whyTask, { params: { id: task.ref } })).sentence, {
        timeout: 60_000,
      })
      .toContain(`agent-orchestrator tasks sign ${task.ref}`);
    await ran('tasks', 'sign', task.ref, '--yes');
    expect(await stage.until(task.ref, 'COMPLETED', 'NEEDS_HUMAN')).toMatchObject({
      status: 'COMPLETED',
      attempt: 3,
    });
  }, 180_000);
});

describe('a project', () => {
  test('is set up in every fresh checkout; what set-up leaves behind is not committed', async () => {
    await stage.remove();
    const setup = ['node', '-e', "require('node:fs').writeFileSync('made-by-setup.txt', 'x')"];
    const checks = [
      {
        name: 'there',
        kind: 'custom' as const,
        argv: [
          'node',
          '-e',
          "require('node:fs').readFileSync('made-by-setup.txt');require('node:fs').writeFileSync('left-by-check','x')",
        ],
      },
      { name: 'test', kind: 'test' as const, argv: ['node', '--test'] },
    ];
    stage = await stageRunner({ url: api.url, model: model.url(), project: { setup, checks } });
    stage.start();
    const task = await stage.task({ title: 'Note it [scenario:note]', riskLevel: 'LOW' });
    expect(await stage.until(task.ref, 'COMPLETED', 'NEEDS_HUMAN')).toMatchObject({ verdict: 'PASSED' });
    expect(stage.git('show', '--name-status', '--format=', 'main')).toBe('A\tnotes.md');
  });

  test('whose set-up fails needs a person, and says what went wrong', async () => {
    await stage.remove();
    stage = await stageRunner({
      url: api.url,
      model: model.url(),
      project: { setup: ['node', '-e', "console.error('no such registry');process.exit(7)"] },
    });
    stage.start();
    const task = await stage.task({ title: 'Note it [scenario:note]' });
    expect(await stage.until(task.ref, 'NEEDS_HUMAN', 'COMPLETED')).toMatchObject({ reason: 'setup_failed' });
    const open = (await stage.call(listExceptions, { query: { taskId: task.ref } })) as never as {
      body: string;
    }[];
    expect(open[0]?.body).toContain('no such registry');
  });

  test('without tests is never proven: a person decides', async () => {
    await stage.remove();
    stage = await stageRunner({
      url: api.url,
      model: model.url(),
      project: {
        checks: [{ name: 'test', kind: 'test', argv: ['node', '-e', "console.log('1..0\\n# tests 0')"] }],
      },
    });
    stage.start();
    const task = await stage.task({ title: 'Note it [scenario:note]', riskLevel: 'LOW' });
    const done = await stage.until(task.ref, 'IN_REVIEW', 'COMPLETED', 'NEEDS_HUMAN');
    expect(done).toMatchObject({ status: 'IN_REVIEW', verdict: 'UNPROVEN' });
  });
});

describe('an approved commit', () => {
  async function reviewed(title = 'Note it [scenario:note]') {
    stage.start();
    const task = await stage.task({ title, riskLevel: 'HIGH', maxRetries: 1 });
    const { headSha } = await stage.until(task.ref, 'IN_REVIEW');
    return { ref: task.ref, headSha: headSha! };
  }
  const approve = (ref: string, headSha: string) =>
    stage.call(approveTask, { params: { id: ref }, body: { headSha } });
  const back = async (ref: string, reason: string) => {
    const task = await stage.until(ref, 'IN_REVIEW', 'COMPLETED', 'NEEDS_HUMAN');
    expect(task).toMatchObject({ status: 'IN_REVIEW', reason });
    return task;
  };

  test('is merged, and nothing else', async () => {
    const { ref, headSha } = await reviewed();
    await approve(ref, headSha);
    expect(await stage.until(ref, 'COMPLETED')).toMatchObject({ mergedSha: headSha });
    expect(stage.git('rev-parse', 'main')).toBe(headSha);
    const proof = await stage.call(getProof, { params: { id: ref } });
    expect(proof.headSha).toBe(headSha);
  });

  test('waits where the checkout has changes of its own', async () => {
    const { ref, headSha } = await reviewed();
    writeFileSync(path.join(stage.repo, 'src/money.js'), '// mine\n');
    await approve(ref, headSha);
    await back(ref, 'repo_dirty');
    expect(stage.git('status', '--porcelain')).toBe(' M src/money.js');
    stage.git('checkout', '--', 'src/money.js');
    await approve(ref, headSha);
    await stage.until(ref, 'COMPLETED');
  });

  const moveMain = (file: string, text: string) => {
    writeFileSync(path.join(stage.repo, file), text);
    stage.git('add', '-A');
    stage.git('commit', '-q', '-m', 'moved');
    return stage.git('rev-parse', 'main');
  };

  test('is laid over a branch that has moved on, proven again there, and merged', async () => {
    const { ref, headSha } = await reviewed();
    const moved = moveMain('other.txt', 'of somebody else\n');
    await approve(ref, headSha);
    const { mergedSha } = await stage.until(ref, 'COMPLETED', 'IN_REVIEW');
    expect(stage.git('rev-parse', 'main')).toBe(mergedSha);
    expect(stage.git('rev-parse', 'main^')).toBe(moved);
    expect(stage.git('show', 'main:notes.md')).toBe('A note.');
    expect(stage.git('show', 'main:other.txt')).toBe('of somebody else');
    expect(stage.git('status', '--porcelain')).toBe('');
    const proof = await stage.call(getProof, { params: { id: ref } });
    expect(proof.checks.map(({ commitSha, status }) => [commitSha, status])).toContainEqual([
      mergedSha,
      'passed',
    ]);
    expect((await stage.run(['verify', ref])).stdout).toContain(`PASSED on commit ${mergedSha}`);
  });

  test('that fails on top of what has been merged meanwhile goes to its agent, then to a person', async () => {
    const { ref, headSha } = await reviewed();
    const moved = moveMain(
      'test/late.test.js',
      "import assert from 'node:assert/strict';\nimport { existsSync } from 'node:fs';\nimport { test } from 'node:test';\ntest('nobody takes notes', () => assert.ok(!existsSync('notes.md')));\n",
    );
    await approve(ref, headSha);
    const stopped = await stage.until(ref, 'NEEDS_HUMAN', 'COMPLETED', 'IN_REVIEW');
    expect(stopped).toMatchObject({ status: 'NEEDS_HUMAN', reason: 'checks_failed' });
    expect(stage.git('rev-parse', 'main')).toBe(moved);
    const prompts = JSON.stringify(model.requests);
    expect(prompts).toContain('“nobody takes notes”. Alone it had passed.');
  }, 180_000);

  test('that changes the same lines as another is brought together with it by its agent, and reviewed again', async () => {
    const { ref, headSha } = await reviewed('Find words [scenario:settles-words]');
    const moved = moveMain('words.md', 'better\n');
    await approve(ref, headSha);
    await stage.until(ref, 'QUEUED', 'ASSIGNED', 'IN_PROGRESS');
    const again = await stage.until(ref, 'IN_REVIEW', 'NEEDS_HUMAN', 'COMPLETED');
    expect(again).toMatchObject({ status: 'IN_REVIEW', reason: 'proven', approvedSha: null });
    expect(stage.git('rev-parse', `${again.headSha}^`)).toBe(moved);
    await approve(ref, again.headSha!);
    await stage.until(ref, 'COMPLETED');
    expect(stage.git('show', 'main:words.md')).toBe('better, another');
  }, 180_000);
});
