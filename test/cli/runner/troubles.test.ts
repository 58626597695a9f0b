import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { spawn } from '@lydell/node-pty';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { listAgents } from '@/contract/agent';
import { listExceptions, resolveException } from '@/contract/exception';
import { listRunners, revokeRunner } from '@/contract/runner';
import { cancelTask, getTask } from '@/contract/task-calls';
import { startSupervisor } from '@/services/supervisor/start-supervisor';
import {
  type ScriptedModel,
  startScriptedModel,
} from '../../../examples/scripted-model/start-scripted-model';
import { type ApiServer, startApi } from '../../support/api-server';
import { withDatabase } from '../../support/with-database';
import { buildProgram } from '../commands/run-program';
import { type CutProxy, cutProxy } from './cut-proxy';
import { SHORT_TIMERS } from './short-timers';
import { type RunnerStage, stageRunner } from './stage-runner';

withDatabase();
let api: ApiServer;
let model: ScriptedModel;
let proxy: CutProxy;
let stage: RunnerStage;
let supervisor: { stop(): void };

beforeAll(async () => {
  await buildProgram();
  model = await startScriptedModel();
  api = await startApi({
    door: 'own',
    env: { AGENT_ORCHESTRATOR_TIMERS: JSON.stringify(SHORT_TIMERS), RATE_LIMIT_ENABLED: 'false' },
  });
  supervisor = startSupervisor();
}, 180_000);
beforeEach(async () => {
  proxy = await cutProxy(api.url);
  stage = await stageRunner({ url: proxy.url, api: api.url, model: model.url() });
}, 60_000);
afterEach(async () => {
  proxy.heal();
  await stage?.remove();
  await proxy.close();
});
afterAll(async () => {
  supervisor?.stop();
  await api?.stop();
  await model?.close();
});

/** A task whose agent runs a command that sleeps, once it does. */
async function sleeping(runner: { says(words: RegExp): Promise<void> }, title = 'Rest [scenario:sleep]') {
  const task = await stage.task({ title, riskLevel: 'LOW', maxRetries: 0 });
  await stage.until(task.ref, 'IN_PROGRESS');
  await runner.says(/begins/);
  const pid = await sleepingPid();
  return { ref: task.ref, pid };
}

/** The sleeping command, found by what it was started with: inside a sandbox it has another number. */
async function sleepingPid(): Promise<number> {
  for (let tries = 0; tries < 200; tries++) {
    const found = sleepers();
    if (found.length > 0) return found[0]!;
    await pause(50);
  }
  throw new Error('no command sleeps');
}

/** The folders of agents on the machine. */
function agentFolders(): string[] {
  const folder = path.join(stage.root, 'ao/state/agents');
  return existsSync(folder) ? readdirSync(folder).map((name) => path.join(folder, name)) : [];
}

/** How often the engine says in this log that it asks the model again. */
const triesToldIn = (log: string): number =>
  existsSync(log) ? readFileSync(log, 'latin1').split('api_retry').length - 1 : 0;

/** Of this machine alone: other tests have theirs at the same time. */
function sleepers(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
        return (
          command.startsWith('sleep\u0000600') &&
          readFileSync(`/proc/${pid}/environ`, 'utf8').includes(stage.root)
        );
      } catch {
        return false;
      }
    });
}
const stopAsleep = async () => {
  for (let tries = 0; sleepers().length > 0 && tries < 200; tries++) await pause(50);
  expect(sleepers()).toEqual([]);
};

/** The runner has left in good order: its task waits, at no cost, and nothing of it is left here. */
async function handedBack(ref: string): Promise<void> {
  expect(await stage.call(getTask, { params: { id: ref } })).toMatchObject({ status: 'QUEUED', failures: 0 });
  expect(existsSync(path.join(stage.root, 'ao/state/runner.pid'))).toBe(false);
  await stopAsleep();
}

describe('people', () => {
  test('cancel a task: its agent and everything it started ends within seconds, and the runner goes on', async () => {
    const runner = stage.start();
    const { ref } = await sleeping(runner);
    const began = Date.now();
    await stage.call(cancelTask, { params: { id: ref }, body: {} });
    await stage.until(ref, 'CANCELLED');
    expect(Date.now() - began).toBeLessThan(10_000);
    await stopAsleep();
    const next = await stage.task({ title: 'Nothing to do [scenario:nothing]', role: 'planner' });
    await stage.until(next.ref, 'COMPLETED');
  });

  test('answer an agent’s question, and it goes on with the answer', async () => {
    stage.start();
    const task = await stage.task({ title: 'Say the currency', riskLevel: 'LOW' });
    let open: { ref: string; options: { id: string; label: string }[] } | undefined;
    while (!open) {
      await pause(100);
      open = (
        (await stage.call(listExceptions, { query: { taskId: task.ref, status: 'open' } })) as never as {
          ref: string;
          options: { id: string; label: string }[];
        }[]
      )[0];
    }
    const pound = open.options.find(({ label }) => label === 'Pound')!;
    await stage.call(resolveException, { params: { id: open.ref }, body: { option: pound.id } });
    await stage.until(task.ref, 'COMPLETED');
    expect(stage.git('show', 'main:src/currency.js')).toContain("'GBP'");
  });

  test('revoke a runner: it stops its agent and ends with exit code 4', async () => {
    const runner = stage.start();
    const { ref } = await sleeping(runner);
    const runners = (await stage.call(listRunners, {})) as never as { id: string; liveness: string }[];
    const mine = runners.find(({ liveness }) => liveness === 'busy') ?? runners[0]!;
    await stage.call(revokeRunner, { params: { id: mine.id } });
    expect(await runner.ended()).toBe(4);
    await stopAsleep();
    expect((await stage.call(getTask, { params: { id: ref } })).status).toBe('QUEUED');
  });
});

describe('a runner', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)(
    'told twice to leave by %s hands its task back, which costs no failure',
    async (signal, code) => {
      const runner = stage.start();
      const { ref } = await sleeping(runner);
      runner.child.kill(signal);
      await runner.says('Finishing');
      runner.child.kill(signal);
      expect(await runner.ended()).toBe(code);
      await handedBack(ref);
      expect(stage.git('worktree', 'list').split('\n')).toHaveLength(1);
    },
  );

  test('asked by another program to finish, or to hand back, may be asked again', async () => {
    const runner = stage.start();
    const { ref, pid } = await sleeping(runner);
    await stage.run(['stop', '--no-wait']);
    await runner.says('Finishing');
    await stage.run(['stop', '--no-wait']);
    await pause(1000);
    expect(runner.said()).not.toContain('Handing');
    process.kill(pid, 0);
    for (let times = 0; times < 3; times++) runner.child.kill('SIGHUP');
    expect(await runner.ended()).toBe(143);
    await handedBack(ref);
  });

  test('whose events nobody reads any more hands its task back', async () => {
    const runner = stage.start(['--json']);
    await runner.says('runner.ready');
    runner.child.stdout?.destroy();
    const { ref } = await stage.task({ title: 'Rest [scenario:sleep]', riskLevel: 'LOW', maxRetries: 0 });
    expect(await runner.ended()).toBe(1);
    await handedBack(ref);
  });

  test('whose reader a Ctrl-C ends with it hands its task back', async () => {
    const runner = stage.start();
    const { ref } = await sleeping(runner);
    for (const stream of ['stdout', 'stderr'] as const) runner.child[stream]?.destroy();
    runner.child.kill('SIGINT');
    expect(await runner.ended()).toBe(130);
    await handedBack(ref);
  });

  test('whose terminal is closed hands its task back', async () => {
    const argv = [path.resolve('cli/dist/main.js'), 'start'];
    const env = { PATH: process.env.PATH ?? '', ...stage.env };
    const terminal = spawn(process.execPath, argv, { cwd: stage.root, env });
    let text = '';
    terminal.onData((piece) => (text += piece));
    const says = async (words: RegExp) => {
      while (!words.test(text)) await pause(50);
    };
    const { ref } = await sleeping({ says });
    const ended = new Promise<{ exitCode: number }>((done) => terminal.onExit(done));
    (terminal as unknown as { destroy(): void }).destroy();
    expect((await ended).exitCode).toBe(143);
    await handedBack(ref);
  });

  test('that is killed leaves nothing running; its successor keeps the work and hands the task back', async () => {
    const runner = stage.start();
    const { ref } = await sleeping(runner);
    runner.child.kill('SIGKILL');
    await runner.ended();
    const second = stage.start();
    await second.says(/what an earlier run left behind/i);
    const agents = (await stage.call(listAgents, { query: { taskId: ref } })) as never as {
      attempt: number;
      status: string;
      logLines: number;
    }[];
    expect(agents.find(({ attempt }) => attempt === 1)).toMatchObject({
      status: expect.stringMatching(/^(released|lost)$/),
    });
    expect(stage.git('for-each-ref', '--format=%(refname)', 'refs/ao/checkpoints')).toBe(
      `refs/ao/checkpoints/${ref}/1`,
    );
    expect(stage.git('show', `refs/ao/checkpoints/${ref}/1:sleeping.pid`)).toMatch(/^\d+$/);
    await stage.call(cancelTask, { params: { id: ref }, body: {} });
    await stage.until(ref, 'CANCELLED');
    await stopAsleep();
  });

  test('that was killed before its log was sent has the rest of it sent by the next one, although its task is another’s', async () => {
    const runner = stage.start();
    // It tells of every try, and asks the server nothing meanwhile.
    const { ref } = await stage.task({
      title: 'Wait [scenario:overloaded]',
      riskLevel: 'LOW',
      maxRetries: 0,
    });
    const tries = () =>
      agentFolders().reduce((n, folder) => n + triesToldIn(path.join(folder, 'log.bin')), 0);
    const another = async () => {
      for (const before = tries(); tries() === before; ) await pause(50);
    };
    await another();
    proxy.freeze();
    await another();
    runner.child.kill('SIGKILL');
    await runner.ended();
    await stage.until(ref, 'QUEUED', 'NEEDS_HUMAN');
    await stage.call(cancelTask, { params: { id: ref }, body: {} });
    proxy.heal();
    const second = stage.start();
    await second.says('belongs to no live agent');
    await second.says('Sent the rest of the log');
    for (let tries = 0; tries < 200 && agentFolders().length > 0; tries++) await pause(50);
    expect(agentFolders()).toEqual([]);
  });

  test('is one per machine: a second is refused and names the first', async () => {
    const runner = stage.start();
    await runner.says('is ready for work');
    const second = await stage.run(['start']);
    expect(second.code).toBe(1);
    expect(second.stderr).toContain(`process ${runner.child.pid}`);
    const status = JSON.parse((await stage.run(['status', '--json'])).stdout);
    expect(status.data).toMatchObject({ running: true, pid: runner.child.pid });
  });

  test('asked for one piece of work says when there is none, and fails when the work does', async () => {
    const idle = await stage.run(['start', '--once']);
    expect(idle.code).toBe(0);
    expect(idle.stderr).toContain('There is no work for this machine now');
    await stage.task({ title: 'Refused [scenario:unauthorized]', maxRetries: 0 });
    const failing = await stage.run(['start', '--once', '--json']);
    expect(failing.code).toBe(6);
    const events = failing.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string; schema: number });
    expect(events.map(({ type }) => type)).toEqual(['runner.ready', 'agent.started', 'agent.ended']);
  });
});

describe('a connection', () => {
  test('that breaks for a moment costs nothing: the same agent goes on and every line arrives', async () => {
    const runner = stage.start();
    const task = await stage.task({ title: 'Add percentOf to the money module', riskLevel: 'LOW' });
    await runner.says(/begins/);
    for (let count = 0; count < 4; count++) {
      proxy.cut();
      await pause(400);
      proxy.heal();
      await pause(500);
    }
    await stage.until(task.ref, 'COMPLETED');
    const agents = (await stage.call(listAgents, { query: { taskId: task.ref } })) as never as {
      kind: string;
      status: string;
    }[];
    expect(agents.map(({ kind, status }) => `${kind} ${status}`).sort()).toEqual([
      'merge completed',
      'verify completed',
      'work completed',
    ]);
  });

  test('that hangs until the lease is gone ends the agent here, and its task goes to the next', async () => {
    const runner = stage.start();
    const { ref } = await sleeping(runner);
    proxy.freeze();
    await pause(SHORT_TIMERS.leaseTtlMs + SHORT_TIMERS.leaseGraceMs + 3000);
    proxy.heal();
    await runner.says('no longer ours');
    const agents = (await stage.call(listAgents, { query: { taskId: ref } })) as never as {
      attempt: number;
      status: string;
    }[];
    expect(agents.find(({ attempt }) => attempt === 1)).toMatchObject({ status: 'lost' });
    await stage.until(ref, 'IN_PROGRESS', 'QUEUED', 'ASSIGNED');
    await stage.call(cancelTask, { params: { id: ref }, body: {} });
    await stage.until(ref, 'CANCELLED');
    await stopAsleep();
  });

  test.each([
    ['on this system', {}],
    [
      'where there is no /proc',
      { NODE_OPTIONS: `--import=${path.resolve('test/support/without-proc.mjs')}` },
    ],
  ])('that hangs lets an agent’s processes stand still until it is known whose it is, %s', async (_, env) => {
    await stage.remove();
    const project = { setup: ['sleep', '600'] };
    stage = await stageRunner({ url: proxy.url, api: api.url, model: model.url(), project });
    stage.start([], env);
    const { ref } = await stage.task({ title: 'Rest', riskLevel: 'LOW', maxRetries: 0 });
    const pid = await sleepingPid();
    proxy.freeze();
    const stands = () => /^State:\tT/m.test(readFileSync(`/proc/${pid}/status`, 'latin1'));
    await expect.poll(stands, { timeout: 15_000 }).toBe(true);
    proxy.heal();
    await stage.call(cancelTask, { params: { id: ref }, body: {} });
    await stage.until(ref, 'CANCELLED');
    await stopAsleep();
  });

  test('that leaves it in doubt whose an agent is keeps the runner from claiming more, until it is answered', async () => {
    const runner = stage.start(['--max-concurrent', '2']);
    const { ref } = await sleeping(runner);
    proxy.deafen();
    await runner.says('Heartbeat not answered');
    await pause(SHORT_TIMERS.leaseTtlMs - SHORT_TIMERS.trustMarginMs - SHORT_TIMERS.heartbeatMs);
    const claims = proxy.asked('/claims');
    await pause(SHORT_TIMERS.pollHoldMs + 500);
    expect(proxy.asked('/claims')).toBe(claims);
    proxy.heal();
    const next = await stage.task({ title: 'Nothing to do [scenario:nothing]', role: 'planner' });
    await stage.until(next.ref, 'COMPLETED');
    expect(runner.said()).not.toContain('no longer ours');
    await stage.call(cancelTask, { params: { id: ref }, body: {} });
    await stage.until(ref, 'CANCELLED');
    await stopAsleep();
  });

  test('that swallows a grant loses no task: a runner that is leaving asks for it and hands it back', async () => {
    const runner = stage.start();
    await runner.says('is ready for work');
    await pause(300);
    proxy.mute();
    const task = await stage.task({ title: 'Rest [scenario:sleep]', maxRetries: 0 });
    await stage.until(task.ref, 'ASSIGNED');
    runner.child.kill('SIGINT');
    await runner.says('Leaving');
    proxy.heal();
    expect(await runner.ended()).toBe(0);
    expect(await stage.call(getTask, { params: { id: task.ref } })).toMatchObject({
      status: 'QUEUED',
      failures: 0,
    });
    expect(
      ((await stage.call(listAgents, { query: { taskId: task.ref } })) as never as { status: string }[])[0],
    ).toMatchObject({ status: 'released' });
  });

  test('to a runner that wakes, hours later by its clock, is asked before an agent is given up', async () => {
    const ahead = path.join(stage.root, 'ahead');
    writeFileSync(ahead, '0');
    const clock = `--import=${path.resolve('test/support/jumping-clock.mjs')}`;
    const runner = stage.start([], { NODE_OPTIONS: clock, CLOCK_AHEAD: ahead });
    const { ref, pid } = await sleeping(runner);
    for (const hours of [1, 2]) {
      runner.child.kill('SIGSTOP');
      writeFileSync(ahead, String(hours * 3_600_000));
      await pause(1500);
      runner.child.kill('SIGCONT');
      await pause(3000);
    }
    expect(runner.said()).not.toContain('no longer ours');
    // What stood still goes on: it can be ended in good order.
    process.kill(pid);
    expect(await stage.until(ref, 'COMPLETED', 'IN_REVIEW', 'NEEDS_HUMAN')).toMatchObject({ failures: 0 });
  });

  test('to a runner that was stopped and woken too late gives it nothing to write', async () => {
    const runner = stage.start();
    const { ref, pid } = await sleeping(runner);
    runner.child.kill('SIGSTOP');
    await stage.until(ref, 'QUEUED', 'NEEDS_HUMAN');
    // Its engine goes on meanwhile: what that says is the last of a log that nobody waits for.
    process.kill(pid);
    await pause(500);
    runner.child.kill('SIGCONT');
    await runner.says('no longer ours');
    await runner.says('Sent the rest of the log');
    await stage.call(cancelTask, { params: { id: ref }, body: {} });
    await stage.until(ref, 'CANCELLED');
    await stopAsleep();
    expect(existsSync(path.join(stage.root, 'ao/state/worktrees'))).toBe(true);
  });
});
