import { mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { type Agent, listAgents } from '@/contract/agent';
import { type Event, listEvents } from '@/contract/event';
import { type Exception, listExceptions } from '@/contract/exception';
import { updateQueueSettings } from '@/contract/queue';
import { listKeptWork, recoverWork } from '@/contract/recovery';
import type { StallLimits } from '@/contract/stall';
import { cancelTask } from '@/contract/task-calls';
import { makeKey } from '../../../cli/src/server/token';
import { agentMark, markedProcesses, processTree, signalTree } from '../../../cli/src/workspace/process-tree';
import type { ScriptedModel } from '../../../examples/scripted-model/start-scripted-model';
import { fetchClaude } from '../../../scripts/fetch-claude';
import { SCENES } from './scenes';
import type { LiveRunner, RunnerStage } from './stage-runner';
import { withStage } from './with-stage';

/** Minutes are seconds here. */
const SCALED: StallLimits = {
  quietAfterMs: 1_000,
  modelPatienceMs: 20_000,
  toolPatienceMs: 20_000,
  stepMs: 500,
  resumes: 1,
};

let model: ScriptedModel;
let stage: RunnerStage;
withStage({ scenarios: SCENES }, (staged) => {
  ({ model, stage } = staged);
});

const begin = async (scene: string, limits: Partial<StallLimits> = {}, more: object = {}) => {
  await stage.call(updateQueueSettings, { body: { stall: { ...SCALED, ...limits } } });
  const runner = stage.start([], { CLAUDE_BIN: await fetchClaude() });
  const { ref } = await stage.task({ title: `A note [scenario:${scene}]`, riskLevel: 'LOW', ...more });
  return { runner, ref };
};
const steps = async (ref: string) =>
  ((await stage.call(listEvents, { query: { taskId: ref, type: 'agent.supervised' } })) as never as Event[])
    .map(({ payload }) => `${payload.step} ${payload.finding}`)
    .reverse();
/** What was done about it. How often it was looked at, and whether a new process was quick to say its first word, is the machine's affair. */
const tried = async (ref: string) => (await steps(ref)).filter((step) => !/^(probe|recovered) /.test(step));
const agentsOf = async (ref: string) =>
  (await stage.call(listAgents, { query: { taskId: ref } })) as never as Agent[];

/** The process of the engine below a runner, as it was started: in a sandbox where there is one. */
async function engineOf(runner: LiveRunner): Promise<number> {
  for (let tries = 0; tries < 400; tries++) {
    const engine = processTree(runner.child.pid!).find((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--permission-prompt-tool');
      } catch {
        return false;
      }
    });
    if (engine !== undefined) return engine;
    await pause(50);
  }
  throw new Error(`no engine runs:\n${runner.said()}`);
}

describe('an agent', () => {
  test('that thinks for long, or whose tests print nothing for long, is looked at and left alone', async () => {
    const { ref } = await begin('thinker');
    await stage.until(ref, 'COMPLETED');
    const told = await steps(ref);
    expect(told).toContain('probe model');
    expect(told.filter((step) => !/^probe (model|tool|busy)$|^recovered output$/.test(step))).toEqual([]);
    expect((await agentsOf(ref)).map(({ attempt, status }) => [attempt, status])).toContainEqual([
      1,
      'completed',
    ]);
  });

  test('whose model never answers is nudged, interrupted and resumed in the same session, and does its work', async () => {
    const { ref } = await begin('hangs-once', { modelPatienceMs: 1_500 });
    await stage.until(ref, 'COMPLETED');
    // On a slow machine the engine itself may start so late that it is nudged for that too.
    expect([...new Set(await tried(ref))]).toEqual(['nudge model', 'interrupt model', 'resume model']);
    expect((await steps(ref)).at(-1)).toBe('recovered output');
    expect(stage.git('show', 'main:notes.md')).toBe('A note.');
    const work = (await agentsOf(ref)).filter(({ kind }) => kind === 'work');
    expect(work).toHaveLength(1);
    const heard = JSON.stringify(model.requests.at(-1)?.body?.messages);
    expect(heard, 'the same session').toContain('scenario:hangs-once');
    expect(heard, 'what it could not hear is not said later').not.toContain('Nothing was seen of you');
  });

  test('whose tool prints nothing for too long hears a nudge when the tool ends, once', async () => {
    const { ref } = await begin('waits-for-go', { toolPatienceMs: 1_000, stepMs: 4_000 });
    await expect.poll(() => steps(ref), { timeout: 30_000 }).toContain('nudge tool');
    const [, worktree] = stage.git('worktree', 'list').split('\n');
    writeFileSync(path.join(worktree!.split(' ')[0]!, 'go'), '');
    await stage.until(ref, 'COMPLETED');
    expect(await steps(ref)).toEqual(['probe tool', 'nudge tool', 'recovered output']);
    const heard = JSON.stringify(model.requests.at(-1)?.body?.messages);
    expect(heard.split('Nothing was seen of you')).toHaveLength(2);
  });

  test('that nothing brings back is put before a person with what was tried, and leaves nothing running', async () => {
    const { ref, runner } = await begin('hangs', { modelPatienceMs: 1_500 });
    const pid = await engineOf(runner);
    expect(await stage.until(ref, 'NEEDS_HUMAN')).toMatchObject({ reason: 'stalled' });
    expect(await tried(ref)).toEqual([
      ...['nudge model', 'interrupt model', 'resume model'],
      ...['nudge model', 'interrupt model', 'give_up model'],
    ]);
    const [exception] = (await stage.call(listExceptions, {
      query: { taskId: ref, status: 'open' },
    })) as never as Exception[];
    expect(exception).toMatchObject({
      type: 'AGENT_STUCK',
      title: 'The agent stalled',
      body: expect.stringMatching(
        /^Silent for \d+ s: it waits for the model\. Tried: a nudge, an interrupt, and resuming its session/,
      ),
    });
    await expect.poll(() => processTree(runner.child.pid!).includes(pid)).toBe(false);
  });

  test('whose process stands still is set going again; one that is stopped again and again gets a new process in its session', {
    timeout: 120_000,
  }, async () => {
    const { ref, runner } = await begin('ponders', {}, { role: 'planner' });
    const pid = await engineOf(runner);
    await stage.until(ref, 'IN_PROGRESS');
    signalTree(pid, 'SIGSTOP');
    await expect.poll(() => steps(ref), { timeout: 20_000 }).toContain('nudge stopped');
    const stopping = setInterval(() => signalTree(pid, 'SIGSTOP'), 30);
    try {
      await expect.poll(() => steps(ref), { timeout: 40_000 }).toContain('resume stopped');
    } finally {
      clearInterval(stopping);
    }
    expect(await engineOf(runner)).not.toBe(pid);
    await stage.until(ref, 'COMPLETED');
    expect(await agentsOf(ref), runner.said()).toHaveLength(1);
  });
});

describe('a runner that is killed', () => {
  const marked = (agent: Agent) => markedProcesses(agentMark(agent.id));

  test('takes all with it that its agents have started, without a sandbox too; what they wrote is recovered by command and by button', {
    timeout: 120_000,
  }, async () => {
    // A sandbox that does not work: the machine has none.
    const tools = path.join(stage.root, 'tools');
    mkdirSync(tools);
    writeFileSync(path.join(tools, 'bwrap'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    const runner = stage.start([], { PATH: `${tools}:${process.env.PATH}`, CLAUDE_BIN: await fetchClaude() });
    const { ref } = await stage.task({ title: 'A test [scenario:stubborn]' });
    await stage.until(ref, 'IN_PROGRESS');
    const [agent] = await agentsOf(ref);
    const loops = () =>
      marked(agent!).filter((pid) => {
        try {
          return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('while :');
        } catch {
          return false;
        }
      });
    await expect.poll(() => loops().length, { timeout: 30_000 }).toBeGreaterThan(0);
    expect(agent!.sandbox).toBe('none');
    runner.child.kill('SIGKILL');
    await runner.ended();
    await expect.poll(() => marked(agent!), { timeout: 30_000 }).toEqual([]);
    await expect.poll(() => stage.git('worktree', 'list').split('\n').length, { timeout: 20_000 }).toBe(1);
    expect(stage.git('show', `refs/ao/checkpoints/${ref}/1:stubborn.test.mjs`)).toContain('it never ends');

    expect((await stage.run(['recover'])).stdout).toMatch(new RegExp(`^${ref}\\s+1\\s`, 'm'));
    const made = JSON.parse((await stage.run(['recover', ref, '--json'])).stdout).data;
    expect(made).toMatchObject({ branch: `recovered/${ref}-1`, attempt: 1, files: 1 });
    stage.git('branch', '-f', made.branch, 'main');
    await stage.call(cancelTask, { params: { id: ref }, body: {} });
    const second = stage.start([], { CLAUDE_BIN: await fetchClaude() });
    const ask = { params: { id: ref } };
    await expect.poll(() => stage.call(listKeptWork, ask), { timeout: 30_000 }).toHaveLength(1);
    await stage.call(recoverWork, { ...ask, body: { attempt: 1 } });
    await second.says(`Made branch recovered/${ref}-1-2`);
    await expect
      .poll(async () => (await stage.call(listKeptWork, ask))[0])
      .toMatchObject({ state: 'recovered', branch: `recovered/${ref}-1-2`, runnerName: 'laptop' });
    expect(stage.git('show', `recovered/${ref}-1-2:stubborn.test.mjs`)).toContain('it never ends');
    expect(stage.git('rev-parse', made.branch), 'nothing is overwritten').toBe(
      stage.git('rev-parse', 'main'),
    );
  });
});

describe('a machine’s key', () => {
  const keyFile = (name = 'key.json') => path.join(stage.root, 'ao', name);
  const keyNow = () => (JSON.parse(readFileSync(keyFile(), 'utf8')) as { x: string }).x;
  const idle = async (more: Record<string, string> = {}) => {
    const ran = await stage.run(['start', '--once'], more);
    expect([ran.code, ran.stderr]).toEqual([0, expect.stringContaining('There is no work')]);
  };

  test('is replaced by a command, and after thirty days; the machine goes on with the fresh one', async () => {
    const first = keyNow();
    expect((await stage.run(['rotate-key'])).stdout).toContain('has a fresh key');
    const second = keyNow();
    expect(second).not.toBe(first);
    await idle();
    expect(keyNow()).toBe(second);
    const old = new Date(Date.now() - 31 * 86_400_000);
    utimesSync(keyFile(), old, old);
    await idle();
    expect(keyNow()).not.toBe(second);
  });

  test('whose change was cut off is changed at the next start, also where the clock is an hour off', async () => {
    const { privateJwk } = makeKey();
    writeFileSync(keyFile('key.next.json'), JSON.stringify(privateJwk), { mode: 0o600 });
    const later = 'const real = Date.now; Date.now = () => real() + 3_600_000;';
    await idle({ NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(later)}` });
    expect(keyNow()).toBe(privateJwk.x);
    await idle();
  });
});
