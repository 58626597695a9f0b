import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { listAgents as contract } from '@/contract/agent';
import type { CheckResult } from '@/contract/check-run';
import { listErrors as errorsContract } from '@/contract/error-log';
import type { Task } from '@/contract/task';
import { listAgents } from '@/domain/agents/list-agents';
import { listErrors } from '@/domain/agents/list-errors';
import { getAgentVerification } from '@/domain/verification/get-agent-verification';
import { storeChecks } from '@/domain/verification/store-checks';
import { toWireId } from '@/lib/ids';
import { refusal, uuidOf, withWorld } from './world';

const world = withWorld();
const otherRunner = randomUUID();
let tasks: Task[];
let agents: string[];

beforeAll(async () => {
  await world.sql.query(
    `insert into runner (id, workspace_id, name, public_jwk, session_epoch) values ($1, $2, 'desk', '{}', 1)`,
    [otherRunner, world.me.workspaceId],
  );
  tasks = [
    await world.task({ role: 'coding' }),
    await world.task({ role: 'reviewer' }),
    await world.task({ role: 'coding' }),
  ];
  agents = [];
  for (const [n, task] of tasks.entries()) {
    await world.force(task, 'IN_PROGRESS', { attempt: 1 });
    agents.push(await world.agent(task, { runnerId: n === 2 ? otherRunner : world.runnerId }));
  }
  await world.sql.query('delete from lease where agent_id = $1', [agents[2]]);
  await world.sql.query(`update agent set status = 'lost' where id = $1`, [agents[2]]);
});

describe('agents are found', () => {
  const find = async (query: Record<string, string>) => {
    const page = await world.as((tx) => listAgents(tx, contract.query!.parse(query)));
    expect(page.pagination.totalCount).toBe(page.items.length);
    return page.items.map(({ id }) => agents.indexOf(uuidOf(id))).sort();
  };

  it.each([
    ['all', {}, [0, 1, 2]],
    ['by status', { status: 'lost' }, [2]],
    ['by several statuses', { status: 'lost,running' }, [0, 1, 2]],
    ['by the role of their task', { role: 'reviewer' }, [1]],
    ['by several roles', { role: 'reviewer,judge,coding' }, [0, 1, 2]],
    ['that live', { live: 'true' }, [0, 1]],
    ['that do not', { live: 'false' }, [2]],
    ['by all of it at once', { live: 'true', role: 'coding', status: 'running' }, [0]],
    ['where none is so', { status: 'completed' }, []],
  ])('%s', async (_, query, found) => expect(await find(query)).toEqual(found));

  it('by runner and by task', async () => {
    expect(await find({ runnerId: toWireId('runner', otherRunner) })).toEqual([2]);
    expect(await find({ taskId: tasks[1]!.ref })).toEqual([1]);
    expect(await find({ taskId: tasks[1]!.ref, role: 'coding' })).toEqual([]);
  });

  it('with the role of their task', async () => {
    const { items } = await world.as((tx) => listAgents(tx, { limit: 50, offset: 0, role: ['reviewer'] }));
    expect(items[0]).toMatchObject({ role: 'reviewer', pausedAt: null, pauseRequestedAt: null });
  });
});

describe('the log of errors', () => {
  const ends = [
    ['lost', 'lease_expired', 'transient'],
    ['failed', 'provider_auth', 'auth'],
    ['failed', 'checks_failed', 'code'],
    ['timeout', null, 'transient'],
  ] as const;
  const find = async (query: Record<string, string> = {}, hidden: string[] = []) => {
    const page = await world.as((tx, runs) =>
      listErrors(tx, runs, world.me.workspaceId, errorsContract.query!.parse(query), hidden),
    );
    expect(page.pagination.totalCount).toBe(page.items.length);
    return page.items;
  };
  let failed: Task;

  beforeAll(async () => {
    failed = await world.task();
    for (const [n, [status, reason]] of ends.entries())
      await world.sql.query(
        `insert into agent (id, workspace_id, task_id, runner_id, attempt, kind, claim_id, status, reason, result, ended_at)
         values ($1, $2, $3, $4, $5, 'work', $6, $7, $8, $9, clock_timestamp())`,
        [
          randomUUID(),
          world.me.workspaceId,
          uuidOf(failed.id),
          world.runnerId,
          n + 1,
          randomUUID(),
          status,
          reason,
          JSON.stringify({ message: `end ${n}` }),
        ],
      );
  });

  it('has each agent that did not succeed, with its category and what was said', async () => {
    const found = await find({ taskId: failed.ref });
    expect(
      found
        .sort((a, b) => a.attempt - b.attempt)
        .map(({ status, category, message }) => [status, category, message]),
    ).toEqual(ends.map(([status, , category], n) => [status, category, `end ${n}`]));
    expect(found[0]).toMatchObject({ taskRef: failed.ref, nodeId: null, reason: 'lease_expired' });
  });

  it.each([
    ['auth', ['provider_auth']],
    ['code', ['checks_failed']],
    ['transient', ['lease_expired', 'timeout']],
    ['merge', []],
  ])('by the category %s', async (category, reasons) => {
    const found = await find({ category, taskId: failed.ref });
    expect(found.map(({ reason }) => reason).sort()).toEqual(reasons);
    const all = await find({ category });
    expect(all.map(({ agentId }) => agentId)).toEqual(
      expect.arrayContaining(found.map(({ agentId }) => agentId)),
    );
  });

  it('neither lists nor counts what is hidden from who asks', async () => {
    expect((await find()).length).toBeGreaterThanOrEqual(ends.length);
    expect(await find({}, [world.projectId])).toEqual([]);
    expect(await find({ taskId: failed.ref }, [world.projectId])).toEqual([]);
  });
});

describe('what an agent has checked', () => {
  const check = (name: string, status: CheckResult['status']): CheckResult => ({
    name,
    kind: 'test',
    argv: ['npm', 'test'],
    status,
    exitCode: 0,
    durationMs: 5,
    testsRun: 1,
    outputTail: '',
  });
  const store = (round: number | null, commitSha: string | null, ...checks: CheckResult[]) =>
    world.as((_, runs) =>
      storeChecks(
        runs,
        {
          workspaceId: world.me.workspaceId,
          taskId: uuidOf(tasks[0]!.id),
          agentId: agents[0]!,
          commitSha,
          round,
        },
        checks,
      ),
    );
  const read = (uuid: string) => world.as((tx) => getAgentVerification(tx, toWireId('agent', uuid)));

  it('is nothing before it has', async () => {
    expect(await read(agents[1]!)).toMatchObject({ verdict: null, commitSha: null, rounds: [] });
  });

  it('stands round by round, and the authoritative run last with its verdict', async () => {
    await store(1, null, check('unit', 'passed'));
    await store(0, null, check('unit', 'failed'), check('more', 'passed'));
    expect(await read(agents[0]!)).toMatchObject({
      verdict: null,
      rounds: [
        { round: 0, checks: [{ name: 'unit', status: 'failed' }, { name: 'more' }] },
        { round: 1, checks: [{ name: 'unit', status: 'passed' }] },
      ],
    });
    await store(null, 'c'.repeat(40), check('unit', 'passed'), check('lint', 'failed'));
    const { verdict, commitSha, rounds } = await read(agents[0]!);
    expect([verdict, commitSha, rounds.map(({ round }) => round)]).toEqual([
      'FAILED',
      'c'.repeat(40),
      [0, 1, null],
    ]);
  });

  it('is told of agents of this workspace only', async () => {
    expect((await refusal(read(randomUUID()))).code).toBe('NOT_FOUND');
    const stranger = { workspaceId: randomUUID(), userId: randomUUID() };
    const theirs = world.as((tx) => getAgentVerification(tx, toWireId('agent', agents[0]!)), stranger);
    expect((await refusal(theirs)).code).toBe('NOT_FOUND');
  });
});
