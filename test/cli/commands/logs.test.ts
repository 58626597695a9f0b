import { beforeAll, describe, expect, test } from 'vitest';
import type { Assignment } from '@/contract/claim';
import { frame, type ProtocolRunner } from '../../support/protocol-runner';
import { cutProxy } from '../runner/cut-proxy';
import { withDashboard } from './with-dashboard';

const at = withDashboard();
let runner: ProtocolRunner;

beforeAll(async () => {
  await at.api.project();
  runner = await at.runner();
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
