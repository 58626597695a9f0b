import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { type Agent, listAgents } from '@/contract/agent';
import { type Exception, listExceptions, resolveException } from '@/contract/exception';
import { followUpTask, listMessages, sendMessage } from '@/contract/message';
import { updateRunner } from '@/contract/runner';
import { getTask, runTask, whyTask } from '@/contract/task-calls';
import type { ScriptedModel } from '../../../examples/scripted-model/start-scripted-model';
import { startServer } from '../../faults/harness/server-process';
import { SHORT_TIMERS } from './short-timers';
import { type RunnerStage, stageRunner } from './stage-runner';
import { withStage } from './with-stage';

let model: ScriptedModel;
let claude: { CLAUDE_BIN: string };
let stage: RunnerStage;
const database = withStage({}, (staged) => {
  ({ model, stage, claude } = staged);
});

const workOf = async (ref: string) => {
  const agents = (await stage.call(listAgents, { query: { taskId: ref } })) as never as Agent[];
  return agents.filter(({ kind }) => kind === 'work').sort((a, b) => a.attempt - b.attempt);
};
const openQuestion = async (ref: string): Promise<Exception> => {
  for (;;) {
    const [open] = (await stage.call(listExceptions, {
      query: { taskId: ref, status: 'open' },
    })) as never as Exception[];
    if (open) return open;
    await pause(100);
  }
};
const answerPound = async ({ ref, options }: Exception) => {
  const pound = options.find(({ label }) => label === 'Pound')!;
  await stage.call(resolveException, { params: { id: ref }, body: { option: pound.id } });
};
/** What the model was asked by an agent at work, as text, oldest first. */
const asked = () =>
  model.requests.filter(({ step }) => step !== null).map(({ body }) => JSON.stringify(body?.messages));
/** How often a request holds the answer: as the tool's own result, or in words where the agent was lost and goes on. */
const answers = (text: string | undefined) => times(text, 'ANSWER>>>') + times(text, 'have been answered: ');
const times = (text: string | undefined, words: string) => (text ?? '').split(words).length - 1;

describe('an agent that waits for an answer', { timeout: 120_000 }, () => {
  test.each(['while nobody runs', 'after its session goes on'])(
    'survives kill -9 of its runner: answered %s, the same session hears it once',
    async (when) => {
      const runner = stage.start([], claude);
      const { ref } = await stage.task({ title: 'Say the currency', riskLevel: 'LOW' });
      const question = await openQuestion(ref);
      const before = asked().length;
      runner.child.kill('SIGKILL');
      await runner.ended();
      if (when === 'while nobody runs') await answerPound(question);
      const second = stage.start([], claude);
      if (when !== 'while nobody runs') {
        await second.says('Waits for an answer');
        expect((await openQuestion(ref)).ref, 'it is asked once').toBe(question.ref);
        expect(asked().length, 'the model hears nothing meanwhile').toBe(before);
        await answerPound(question);
      }
      const ended = await stage.until(ref, 'COMPLETED', 'NEEDS_HUMAN', 'IN_REVIEW');
      expect(stage.git('show', 'main:src/currency.js'), JSON.stringify(ended)).toContain("'GBP'");
      const [first, next] = await workOf(ref);
      expect(next).toMatchObject({
        engineSessionId: first!.engineSessionId,
        resumedAttempt: 1,
        status: 'completed',
      });
      expect(first!.engineSessionId).toMatch(/^[0-9a-f-]{36}$/);
      expect(times(asked()[before], 'ANSWER>>>'), 'the next request holds the answer').toBe(1);
      expect(times(asked().at(-1), 'ANSWER>>>'), 'and no later one a second time').toBe(1);
      expect((await stage.call(getTask, { params: { id: ref } })).failures).toBe(0);
    },
  );

  test('survives kill -9 of the server: the same session hears the answer once', async () => {
    const env = { AGENT_ORCHESTRATOR_TIMERS: JSON.stringify(SHORT_TIMERS) };
    const server = await startServer(database.url, env);
    try {
      await stage.remove();
      stage = await stageRunner({ url: server.url, model: model.url() });
      const runner = stage.start([], claude);
      const { ref } = await stage.task({ title: 'Say the currency', riskLevel: 'LOW' });
      const question = await openQuestion(ref);
      const before = asked().length;
      await server.kill();
      await server.start();
      expect((await openQuestion(ref)).ref, 'it is asked once').toBe(question.ref);
      expect(asked().length, 'the model hears nothing meanwhile').toBe(before);
      await answerPound(question);
      await stage.until(ref, 'COMPLETED', 'NEEDS_HUMAN', 'IN_REVIEW');
      expect(stage.git('show', 'main:src/currency.js')).toContain("'GBP'");
      const agents = await workOf(ref);
      expect(new Set(agents.map(({ engineSessionId }) => engineSessionId)).size, 'one session').toBe(1);
      expect(agents.at(-1)).toMatchObject({ status: 'completed' });
      expect(answers(asked()[before]), 'the next request holds the answer').toBe(1);
      expect(answers(asked().at(-1)), 'and no later one a second time').toBe(1);
      expect((await stage.call(getTask, { params: { id: ref } })).failures).toBe(0);
      expect(runner.child.exitCode, 'the runner lives').toBeNull();
    } finally {
      await stage.remove();
      await server.kill();
    }
  });
});

describe('a message to an agent', { timeout: 120_000 }, () => {
  test('is heard once, at the next tool boundary, and shown as seen', async () => {
    stage.start([], claude);
    const { ref } = await stage.task({ title: 'Listen [wait] [scenario:listener]', riskLevel: 'LOW' });
    await stage.until(ref, 'IN_PROGRESS');
    await expect.poll(() => asked().length, { timeout: 30_000 }).toBeGreaterThan(2);
    const [agent] = await workOf(ref);
    const sent = await stage.call(sendMessage, {
      params: { id: agent!.id },
      body: { text: 'Say it in blue.' },
    });
    expect(sent).toMatchObject({ state: 'sent', agentId: agent!.id });
    await stage.until(ref, 'COMPLETED', 'NEEDS_HUMAN', 'IN_REVIEW');
    expect(stage.git('show', 'main:told-1.md')).toBe('Say it in blue.');
    expect(await stage.call(listMessages, { params: { id: ref } })).toMatchObject([
      { id: sent.id, state: 'seen', agentId: agent!.id, text: 'Say it in blue.' },
    ]);
    const held = asked().filter((text) => text.includes('Say it in blue.'));
    expect(held.length).toBeGreaterThan(0);
    for (const text of held) expect(times(text, 'MESSAGE>>>')).toBe(1);
    await expect(
      stage.call(sendMessage, { params: { id: agent!.id }, body: { text: 'Too late.' } }),
    ).rejects.toThrow(/CONFLICT This agent has ended .* follow-up/);
  });

  test('survives kill -9 of the runner, before and after the model has seen it, and is heard once', async () => {
    const runner = stage.start([], claude);
    const { ref } = await stage.task({ title: 'Listen [wait] [scenario:listener]', riskLevel: 'LOW' });
    await stage.until(ref, 'IN_PROGRESS');
    await expect.poll(() => asked().length, { timeout: 30_000 }).toBeGreaterThan(2);
    const [agent] = await workOf(ref);
    await stage.call(sendMessage, { params: { id: agent!.id }, body: { text: 'Say it in red.' } });
    runner.child.kill('SIGKILL');
    await runner.ended();
    stage.start([], claude);
    await stage.until(ref, 'COMPLETED', 'NEEDS_HUMAN', 'IN_REVIEW');
    expect(stage.git('show', 'main:told-1.md')).toBe('Say it in red.');
    expect(() => stage.git('show', 'main:told-2.md')).toThrow();
    expect((await workOf(ref))[1]).toMatchObject({ engineSessionId: agent!.engineSessionId });
    expect(await stage.call(listMessages, { params: { id: ref } })).toMatchObject([{ state: 'seen' }]);
    for (const text of asked()) expect(times(text, 'MESSAGE>>>')).toBeLessThan(2);
  });
});

describe('a finished task', { timeout: 120_000 }, () => {
  test('takes a follow-up in review: it is queued again, in the same session', async () => {
    stage.start([], claude);
    const { ref } = await stage.task({ title: 'Listen [scenario:listener]', requiresReview: true });
    await stage.until(ref, 'IN_REVIEW');
    await stage.call(followUpTask, { params: { id: ref }, body: { text: 'And in green.' } });
    await stage.until(ref, 'ASSIGNED', 'IN_PROGRESS', 'VERIFYING');
    await stage.until(ref, 'IN_REVIEW', 'NEEDS_HUMAN');
    const [first, second] = await workOf(ref);
    expect(second).toMatchObject({ engineSessionId: first!.engineSessionId, resumedAttempt: 1 });
    expect(stage.git('show', `${second!.branch}:told-1.md`)).toBe('And in green.');
    expect(stage.git('show', `${second!.branch}:first.md`)).toBe('First.');
  });

  test('takes a follow-up once it is done: a task that goes on from it, in the same session', async () => {
    stage.start([], claude);
    const done = await stage.task({ title: 'Listen more [scenario:listener]', riskLevel: 'LOW' });
    await stage.until(done.ref, 'COMPLETED');
    const next = await stage.call(followUpTask, {
      params: { id: done.ref },
      body: { text: 'Once more, in grey.' },
    });
    expect(next).toMatchObject({ originRef: done.ref, followsUp: true, title: 'Once more, in grey.' });
    await stage.until(next.ref, 'COMPLETED', 'NEEDS_HUMAN', 'IN_REVIEW');
    const [before] = await workOf(done.ref);
    expect((await workOf(next.ref))[0]).toMatchObject({ engineSessionId: before!.engineSessionId });
    expect(stage.git('show', 'main:told-1.md')).toBe('Once more, in grey.');
    expect(await stage.call(getTask, { params: { id: done.ref } })).toMatchObject({ status: 'COMPLETED' });
  });
});

describe('a usage limit', { timeout: 120_000 }, () => {
  test('is waited for: no failure, every task of the account, the same session', async () => {
    const login = {
      claudeAiOauth: {
        accessToken: 'sk-ant-oat01-limited',
        refreshToken: 'sk-ant-ort01-limited',
        expiresAt: Date.now() + 3_600_000,
        scopes: ['user:inference'],
        subscriptionType: 'max',
      },
    };
    mkdirSync(path.join(stage.home, '.claude'), { mode: 0o700 });
    writeFileSync(path.join(stage.home, '.claude', '.credentials.json'), JSON.stringify(login), {
      mode: 0o600,
    });
    stage.start([], { ...claude, ANTHROPIC_API_KEY: '' });
    const { ref } = await stage.task({
      title: 'Write [scenario:usage-limit]',
      riskLevel: 'LOW',
      maxRetries: 0,
    });
    await expect
      .poll(async () => (await stage.call(getTask, { params: { id: ref } })).reason, { timeout: 60_000 })
      .toBe('quota');
    const other = await stage.task({ title: 'Nothing to do [scenario:nothing]', role: 'planner' });
    // With timers as short as these a runner that was told to wait counts as away between two polls.
    for (const id of [ref, other.ref])
      await expect
        .poll(async () => (await stage.call(whyTask, { params: { id } })).sentence, { timeout: 20_000 })
        .toMatch(/usage limit .* UTC/);
    await pause(2_000);
    expect(await workOf(other.ref), 'it is not tried in vain').toEqual([]);
    const [limited] = await workOf(ref);
    await stage.call(updateRunner, { params: { id: limited!.runnerId }, body: { status: 'ACTIVE' } });
    await stage.call(runTask, { params: { id: ref }, body: {} });
    await stage.until(ref, 'COMPLETED', 'NEEDS_HUMAN', 'IN_REVIEW');
    const [first, second] = await workOf(ref);
    expect(first).toMatchObject({ status: 'failed', reason: 'provider_quota' });
    expect(second).toMatchObject({ engineSessionId: first!.engineSessionId, status: 'completed' });
    expect(await stage.call(getTask, { params: { id: ref } })).toMatchObject({
      failures: 0,
      status: 'COMPLETED',
    });
    await stage.until(other.ref, 'COMPLETED');
  });
});
