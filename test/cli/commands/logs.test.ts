import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { spawn } from '@lydell/node-pty';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Assignment } from '@/contract/claim';
import { cleanText } from '../../../cli/src/terminal/clean-text';
import { frame, ProtocolRunner } from '../../support/protocol-runner';
import { cutProxy } from '../runner/cut-proxy';
import { withDashboard } from './with-dashboard';

const at = withDashboard();
let runner: ProtocolRunner;

beforeAll(async () => {
  await at.api.project();
  runner = await new ProtocolRunner(at.api.url).connect();
  await runner.open([], 10, ['pause', 'messages']);
});

/** An agent at work, and a log of its that grows by whole chunks. */
async function agentAtWork(title = 'Say a lot') {
  const task = await at.api.task({ title });
  const assignment: Assignment = await runner.mustClaim();
  await runner.begin(assignment);
  const chunks: Buffer[] = [];
  return {
    ref: task.ref as string,
    agentId: assignment.agentId,
    live: async () => (await at.api.get(`/api/agents/${assignment.agentId}`)).data.live as boolean,
    /** Waits for the next message, and says that the model has it. */
    async hears(): Promise<string> {
      const { data } = await runner.as(assignment, 'GET', 'messages?after=0&waitMs=10000');
      const [message] = data.messages;
      const ids = [message.id];
      expect((await runner.as(assignment, 'POST', 'messages', { delivered: ids, seen: ids })).status).toBe(
        200,
      );
      return message.text;
    },
    async says(...lines: string[]) {
      const off = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
      const chunk = Buffer.concat(lines.map((line) => frame(1, `${line}\n`)));
      chunks.push(chunk);
      expect((await runner.append(assignment, off, chunk)).status).toBe(200);
    },
    end: () =>
      runner.finish(assignment, { outcome: 'failed', reason: 'no_result', message: 'Gave up.' }, chunks),
  };
}

const numbered = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => `line ${from + i}`);

describe('logs', () => {
  test('prints what an agent has said, all of it or the last lines, by task and by agent', async () => {
    const agent = await agentAtWork();
    await agent.says(...numbered(1, 2500));
    const whole = await at.run(['logs', agent.ref]);
    expect(whole.stdout.trimEnd().split('\n')).toEqual(numbered(1, 2500));
    expect(whole.stderr).toContain('-f');
    const some = await at.run(['logs', agent.agentId, '-n', '3', '--timestamps']);
    expect(some.stdout).toMatch(/^2023-\S+Z line 2498\n2023-\S+Z line 2499\n2023-\S+Z line 2500\n$/);
    const { data } = await at.json(['logs', agent.ref]);
    expect(data).toMatchObject({ agentId: agent.agentId, totalLines: 2500, complete: false });
    expect(data.lines).toHaveLength(2500);
    await agent.end();
    expect((await at.json(['logs', agent.ref])).data.complete).toBe(true);
  });

  test('says what an engine says in words, also where it is piped, and its own lines with --raw', async () => {
    const agent = await agentAtWork('In words');
    const content = [{ type: 'text', text: 'I look first.' }];
    const usage = { input_tokens: 1, output_tokens: 1 };
    const line = JSON.stringify({ type: 'assistant', message: { id: 'm1', model: 'c', content, usage } });
    await agent.says(line);
    expect((await at.run(['logs', agent.ref])).stdout).toBe('I look first.\n');
    expect((await at.run(['logs', agent.ref, '--raw'])).stdout).toBe(`${line}\n`);
    await agent.end();
    await at.api.post(`/api/tasks/${agent.ref}/cancel`);
  });

  test('of a task that no agent has worked on says why', async () => {
    const { ref } = await at.api.task({ title: 'Nobody', runnerLabels: ['gpu'] });
    const ran = await at.run(['logs', ref]);
    expect(ran.code).toBe(1);
    expect(ran.stderr).toMatch(/No agent has worked on TASK-\d+ yet: .*gpu.*\[NO_AGENT\]/s);
    expect((await at.json(['logs', `agent_${'0'.repeat(32)}`], 1)).error.code).toBe('NOT_FOUND');
  });

  test('-f goes on until the agent ends, and no cut loses or doubles a line', async () => {
    const proxy = await cutProxy(at.api.url);
    const agent = await agentAtWork('Cut often');
    await agent.says(...numbered(1, 10));
    const following = at.start(['logs', agent.ref, '-f'], { AGENT_ORCHESTRATOR_URL: proxy.url });
    await following.says('line 10\n');
    proxy.cut();
    await agent.says(...numbered(11, 20));
    await following.says('goes on where it was cut');
    proxy.heal();
    await following.says('line 20\n');
    proxy.cut();
    proxy.heal();
    await agent.says(...numbered(21, 30));
    await following.says('line 30\n');
    await agent.end();
    const { code, stdout } = await following.ended();
    expect(code).toBe(0);
    expect(stdout.trimEnd().split('\n')).toEqual(numbered(1, 30));
    await proxy.close();
  });

  test('-f with --json prints one object a line, then that it has ended', async () => {
    const agent = await agentAtWork('As data');
    await agent.says('one', 'two');
    const following = at.start(['logs', agent.ref, '-f', '--json']);
    await following.says('"two');
    await agent.end();
    const { stdout } = await following.ended();
    const events = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(events.map(({ type, line }) => [type, line])).toEqual([
      ['log.line', 1],
      ['log.line', 2],
      ['log.end', undefined],
    ]);
    expect(events[0]).toMatchObject({ schema: 1, agentId: agent.agentId, stream: 'stdout' });
    expect(events[2].totalLines).toBe(2);
  });

  test('-f waits for the agent of a task that has none yet', async () => {
    const waiting = await at.api.task({ title: 'Soon', runnerLabels: ['soon'] });
    const following = at.start(['logs', waiting.ref, '-f']);
    await following.says('Waiting for an agent');
    const claimed = await runner.claim(2_000, undefined, { labels: ['soon'] });
    const assignment = claimed.data.assignment;
    await runner.begin(assignment);
    const chunk = frame(1, 'at last\n');
    await runner.append(assignment, 0, chunk);
    await following.says('at last');
    await runner.finish(assignment, { outcome: 'failed', reason: 'no_result' }, [chunk]);
    expect((await following.ended()).code).toBe(0);
  });

  test('shows what an agent printed as text, whatever it printed', async () => {
    const agent = await agentAtWork('Escapes');
    await agent.says('\u001b]0;owned\u0007\u001b[2Jhello \u202eworld');
    await agent.end();
    expect((await at.run(['logs', agent.ref])).stdout).toBe('hello world\n');
  });
});

describe('attach', () => {
  test('tells what the agent says, asks and hears, passes lines of stdin on, and ends with the agent', async () => {
    const agent = await agentAtWork('Beside it');
    await agent.says(...numbered(1, 30));
    const attached = at.run(
      ['attach', agent.ref, '-n', '2', '--stdin'],
      {},
      'leave the interface as it is\n',
    );
    expect(await agent.hears()).toBe('leave the interface as it is');
    await agent.says('line 31');
    await agent.end();
    const { code, stdout, stderr } = await attached;
    expect(code).toBe(0);
    expect(stdout.split('\n').slice(0, 3)).toEqual(['line 29', 'line 30', 'line 31']);
    expect(stderr).toContain('Sent. The agent hears it after the tool call it is in.');
    expect(stderr).toContain('The agent has heard: leave the interface as it is');
    expect(stderr).toMatch(new RegExp(`The agent has ended\\. ${agent.ref}: `));
    const late = await at.json(['attach', agent.ref], 1);
    expect(late.error).toMatchObject({ code: 'NO_LIVE_AGENT' });
    expect(late.error.message).toContain(`agent-orchestrator logs ${agent.ref}`);
  });

  test('with --json is one object a line; Ctrl-C leaves, and the agent goes on', async () => {
    const agent = await agentAtWork('Left alone');
    await agent.says('one');
    const attached = at.start(['attach', agent.agentId, '--json']);
    await attached.says('"log.line"');
    await attached.says('"task.state"');
    attached.child.kill('SIGINT');
    const { code, stdout, stderr } = await attached.ended();
    expect(code).toBe(130);
    expect(stderr).toContain(`The agent goes on; come back with: agent-orchestrator attach ${agent.ref}`);
    const types = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).type);
    expect(types.sort()).toEqual(['log.line', 'task.state']);
    expect(await agent.live()).toBe(true);
    await agent.end();
  });

  test('on a terminal says what is typed, keeps the line being typed whole, and leaves by Ctrl-C', async () => {
    const agent = await agentAtWork('At a terminal');
    await agent.says('one');
    const terminal = spawn(process.execPath, ['cli/dist/main.js', 'attach', agent.ref, '--no-color'], {
      cols: 100,
      rows: 30,
      cwd: process.cwd(),
      env: { PATH: process.env.PATH, TERM: 'xterm', ...at.env() } as Record<string, string>,
    });
    let shown = '';
    terminal.onData((data) => {
      shown += data;
    });
    const ended = new Promise<number>((resolve) => terminal.onExit(({ exitCode }) => resolve(exitCode)));
    const shows = (words: string) => expect.poll(() => shown, { timeout: 15_000 }).toContain(words);
    await shows('one');
    await shows('> ');
    terminal.write('stay');
    await shows('> stay');
    shown = '';
    await agent.says('two');
    // What is being typed stands below the line that came in between.
    await expect.poll(() => cleanText(shown), { timeout: 15_000 }).toMatch(/two\s+> stay$/);
    terminal.write(' calm\r');
    expect(await agent.hears()).toBe('stay calm');
    await shows('The agent has heard: stay calm');
    terminal.write('\u0003');
    expect(await ended).toBe(130);
    expect(shown).toContain('The agent goes on');
    expect(await agent.live()).toBe(true);
    await agent.end();
  });
});

describe('open', () => {
  test.each([
    ['TASK-142', '/tasks/TASK-142'],
    ['exc-17', '/exceptions?e=EXC-17'],
    ['FLOW-4', '/flows/FLOW-4/edit'],
    [`agent_${'0'.repeat(32)}`, `/agents/agent_${'0'.repeat(32)}`],
    [`run_${'0'.repeat(32)}`, `/flows/runs/run_${'0'.repeat(32)}`],
    [`runner_${'0'.repeat(32)}`, `/runners/runner_${'0'.repeat(32)}`],
  ])('prints the address of the page of %s', async (ref, where) => {
    const { code, stdout } = await at.run(['open', ref]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${at.api.url}${where}\n` });
  });

  test('starts the browser where there is a screen, unless told not to', async () => {
    const folder = path.join(at.home, 'programs');
    mkdirSync(folder);
    const opened = path.join(at.home, 'opened');
    writeFileSync(path.join(folder, 'xdg-open'), `#!/bin/sh\necho "$1" >> '${opened}'\n`, { mode: 0o755 });
    const screen = { DISPLAY: ':0', PATH: `${folder}:${process.env.PATH}` };
    await at.run(['open', 'TASK-1', '--no-browser'], screen);
    expect((await at.json(['open', 'TASK-2'])).data).toEqual({
      url: `${at.api.url}/tasks/TASK-2`,
      opened: false,
    });
    await at.run(['open', 'TASK-3'], screen);
    await expect
      .poll(() => existsSync(opened) && readFileSync(opened, 'utf8'))
      .toBe(`${at.api.url}/tasks/TASK-3\n`);
    expect((await at.json(['open', '../settings'], 2)).error.code).toBe('REF_MALFORMED');
  });
});
