import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_TIMERS, type Timers, timerFaults } from '@/contract/protocol';
import { refuseCommand } from '../../../cli/src/runner/refuse-command';
import { makeKey } from '../../../cli/src/server/token';
import { buildProgram, type Running, startProgram } from '../commands/run-program';
import { makeRepository, type TestRepository } from '../workspace/make-repository';
import { type ScriptedServer, startScriptedServer } from './scripted-server';

const hex = (n: number) => n.toString(16).padStart(32, '0');
const SHOP = `proj_${hex(1)}`;
const OTHER = `proj_${hex(2)}`;

let made: TestRepository;
let server: ScriptedServer;
let runner: Running | undefined;

/** An assignment as a server in good faith would give it, as the n-th of this test. */
const assignment = (n: number, over: object = {}) => ({
  agentId: `agent_${hex(n + 16)}`,
  taskId: `task_${hex(n)}`,
  taskRef: `TASK-${n}`,
  attempt: 1,
  kind: 'work',
  token: 'aoj_x',
  leaseTtlMs: 60_000,
  project: { id: SHOP, name: 'shop', repo: made.repo, defaultBranch: 'main', checks: [], setup: null },
  task: {
    title: 'Do it',
    description: '',
    role: 'coding',
    riskLevel: 'LOW',
    acceptance: [],
    filesHint: [],
    feedback: null,
  },
  limits: { timeoutMs: 60_000, maxTurns: 10, budgetMicros: null, maxRounds: 3 },
  engine: null,
  model: null,
  baseBranch: 'main',
  targetBranch: 'main',
  branch: `ao/TASK-${n}/1`,
  baseSha: null,
  headSha: null,
  ...over,
});
const project = (over: object) => ({ project: { ...assignment(0).project, ...over } });
const checks = (...argv: string[]) => project({ checks: [{ name: 'c', kind: 'custom', argv }] });
const limits = (over: object) => ({ limits: { ...assignment(0).limits, ...over } });
const says = (over: object) => ({ task: { ...assignment(0).task, ...over } });

/** What a server that was taken over might say, and what the runner answers. */
const HOSTILE: [string, () => object, RegExp][] = [
  ['the branch of people', () => ({ branch: 'main' }), /writes ao\/TASK-\d+\/1 only/],
  ['the branch of another task', () => ({ branch: 'ao/TASK-999/1' }), /writes ao\/TASK-\d+\/1 only/],
  ['a branch that is an option', () => ({ branch: '--upload-pack=touch pwned' }), /only, not/],
  ['a base that is an option', () => ({ baseBranch: '--output=pwned' }), /not a plain branch name/],
  ['a base that is an expression', () => ({ baseBranch: 'main@{1}' }), /not a plain branch name/],
  ['a target with dots', () => ({ targetBranch: '../../heads/main' }), /not a plain branch name/],
  ['a merge into an agent’s branch', () => ({ kind: 'merge', targetBranch: 'ao/TASK-1/1' }), /belongs to/],
  ['a commit that is an option', () => ({ kind: 'verify', headSha: '--exec=x' }), /not a commit id/],
  ['a commit that is a name', () => ({ kind: 'merge', headSha: 'HEAD', baseSha: 'HEAD' }), /not a commit/],
  ['a reference with a path', () => ({ taskRef: '../../x' }), /no reference of a task/],
  ['a reference with a new line', () => ({ taskRef: 'TASK-1\nTask-Id: x' }), /no reference of a task/],
  ['a model that is an option', () => ({ model: '--dangerously-skip-permissions' }), /name of a model/],
  ['a fence that goes backward', () => ({ attempt: 0, branch: 'ao/TASK-13/0' }), /out of bounds/],
  ['text for a shell as a check', () => checks('sh', '-c', 'curl x | sh'), /text for a shell/],
  [
    'text for a shell behind others',
    () => checks('env', 'A=1', 'nice', '-n', '9', 'bash', '-lc', 'id'),
    /shell/,
  ],
  ['text for a shell as set-up', () => project({ setup: ['/bin/bash', '-c', 'touch pwned'] }), /shell/],
  ['a check as another user', () => checks('sudo', '-n', 'id'), /outside of this machine’s sandbox/],
  ['a check in a sandbox of its own', () => checks('bwrap', '--bind', '/', '/', 'id'), /sandbox/],
  ['a check in a container', () => checks('docker', 'run', '-v', '/:/host', 'x'), /sandbox/],
  ['a check outside of the checkout', () => checks('../../evil'), /outside of the checkout/],
  [
    'more checks than there are',
    () => project({ checks: Array(21).fill(checks('ls').project.checks[0]) }),
    /more than 20/,
  ],
  ['no time', () => limits({ timeoutMs: -1 }), /time limit/],
  ['time that overflows', () => limits({ timeoutMs: 2 ** 40 }), /time limit/],
  ['turns without end', () => limits({ maxTurns: 10 ** 9 }), /number of turns/],
  ['rounds without end', () => limits({ maxRounds: 10 ** 9 }), /number of rounds/],
  ['a lease for ever', () => ({ leaseTtlMs: 2 ** 45 }), /lease/],
  ['a huge text', () => says({ description: 'x'.repeat(300_000) }), /longer than 256 KiB/],
  ['a role of its own', () => says({ role: '__proto__' }), /role/],
  ['a project that is not on the list', () => project({ id: OTHER, name: 'payroll' }), /not on the list/],
];

/** What is no message of the protocol at all: the runner names what is wrong and asks again. */
const BROKEN: [string, () => unknown, RegExp][] = [
  ['an agent id with a path', () => ({ ...assignment(50), agentId: 'agent_../../x' }), /agentId/],
  [
    'a check that is one text',
    () => ({ ...assignment(51), ...project({ checks: [{ name: 'c', kind: 'test', argv: 'id' }] }) }),
    /argv/,
  ],
  ['options for the engine', () => ({ ...assignment(52), engine: 'claude-code --restricted=no' }), /engine/],
  ['another kind of work', () => ({ ...assignment(53), kind: 'shell' }), /kind/],
  [
    'a check with settings of its own',
    () => ({
      ...assignment(54),
      ...project({ checks: [{ name: 'c', kind: 'test', argv: ['ls'], sandbox: 'none' }] }),
    }),
    /sandbox/,
  ],
];

beforeAll(async () => {
  await buildProgram();
  made = makeRepository();
  server = await startScriptedServer();
  server.projects = [assignment(0).project, { ...assignment(0).project, id: OTHER, name: 'payroll' }];
  const home = path.join(made.root, 'ao');
  mkdirSync(home, { mode: 0o700 });
  const connection = {
    version: 1,
    url: server.url,
    runnerId: `runner_${hex(1)}`,
    name: 'laptop',
    workspaceName: 'w',
    directory: made.root,
    labels: [],
    projects: ['shop'],
  };
  writeFileSync(path.join(home, 'config.json'), JSON.stringify(connection), { mode: 0o600 });
  writeFileSync(path.join(home, 'key.json'), JSON.stringify(makeKey().privateJwk), { mode: 0o600 });
}, 120_000);
afterAll(async () => {
  runner?.child.kill('SIGKILL');
  await server?.close();
  made?.remove();
});

const start = () => {
  runner = startProgram(
    ['start'],
    {
      HOME: made.root,
      AGENT_ORCHESTRATOR_HOME: path.join(made.root, 'ao'),
      ANTHROPIC_API_KEY: 'sk-ant-test-0123456789abcdef',
    },
    made.root,
  );
  return runner;
};

describe('a server that was taken over', () => {
  test('gets no work begun by any of its messages: each is refused, with a reason', async () => {
    const refs = made.run('for-each-ref');
    const hostile = HOSTILE.map(([, over], n) => assignment(n + 1, over()));
    const claim = (one: unknown) => ({ assignment: one, pollAfterMs: -5, projectsVersion: '1' });
    // A broken answer is asked for again at once as long as it is not the second in a row.
    server.claims = hostile.flatMap((one, n) => [...(BROKEN[n] ? [claim(BROKEN[n][1]())] : []), claim(one)]);
    server.claims.push(
      claim({ ...assignment(1), agentId: `agent_${hex(900)}` }),
      'x'.repeat(100),
      claim(null),
    );
    const { says, ended, child, stderr } = start();
    const late = `agent_${hex(900)}`;
    await expect.poll(() => server.told.size, { timeout: 45_000 }).toBe(HOSTILE.length + 1);
    await says('the answer is not JSON');
    for (const [n, [name, , reason]] of HOSTILE.entries()) {
      const told = server.told.get(hostile[n]!.agentId);
      expect({ name, ...told }).toMatchObject({ outcome: 'failed', reason: 'refused' });
      expect(told?.message, name).toMatch(/^This machine refuses the task: /);
      expect(told?.message, name).toMatch(reason);
    }
    expect(server.told.get(late)?.message).toMatch(/is not newer than attempt 1/);
    for (const [name, , words] of BROKEN) expect(stderr(), name).toMatch(words);
    child.kill('SIGINT');
    expect((await ended()).code).toBe(0);
    expect(made.run('for-each-ref')).toBe(refs);
    expect(made.run('worktree', 'list').split('\n')).toHaveLength(1);
    expect(existsSync(path.join(made.repo, 'pwned')) || existsSync(path.join(made.root, 'pwned'))).toBe(
      false,
    );
    expect(readdirSync(path.join(made.root, 'ao/state/agents'))).toEqual([]);
  }, 60_000);

  test.each([
    { heartbeatMs: 60_000 },
    { leaseTtlMs: 2 ** 40, leaseGraceMs: 2 ** 40, tokenLifeMs: 2 ** 43 },
    { leaseTtlMs: 10, heartbeatMs: 1 },
    { sweepEveryMs: 2 ** 31 },
  ])('cannot set timers that do not fit together: %o', (over) => {
    expect(timerFaults({ ...DEFAULT_TIMERS, ...over } as Timers)).not.toEqual([]);
    expect(timerFaults(DEFAULT_TIMERS)).toEqual([]);
  });
});

describe('a command from elsewhere', () => {
  test.each([
    ['npm', 'test'],
    ['npx', 'tsc', '--noEmit'],
    ['node', '--test'],
    ['sh', 'scripts/check.sh'],
    ['env', 'CI=1', 'npm', 'test'],
    ['timeout', '60', 'cargo', 'test'],
    ['grep', '-rc', 'sh', '.'],
  ])('is run where it is a plain one: %s', (...argv) => expect(refuseCommand(argv)).toBeNull());
  test.each([
    ['SH', '-c', 'id'],
    ['/usr/bin/env', 'bash', '-c', 'id'],
    ['env', '-S', 'sh -c id'],
    ['busybox', 'sh', '-c', 'id'],
    ['cmd.exe', '/c', 'dir'],
    ['powershell', '-EncodedCommand', 'x'],
    ['bash', '--norc', '-euxc', 'id'],
    ['C:\\Windows\\System32\\cmd.exe', '/K', 'dir'],
    ['timeout', '-k', '5', '60', 'su', 'root'],
    ['a/../../b'],
  ])('is refused: %s', (...argv) => expect(refuseCommand(argv)).not.toBeNull());
});
