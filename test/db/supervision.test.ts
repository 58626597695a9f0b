import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Assignment } from '@/contract/claim';
import { sweep } from '@/services/supervisor/sweep';
import { type ApiServer, startApi } from '../support/api-server';
import { ProtocolRunner, send } from '../support/protocol-runner';
import { withDatabase } from '../support/with-database';

const TIMERS = {
  heartbeatMs: 1_000,
  requestTimeoutMs: 1_000,
  leaseTtlMs: 5_000,
  leaseGraceMs: 3_000,
  trustMarginMs: 400,
  pollHoldMs: 1_000,
  cancelGraceMs: 100,
  flushMs: 100,
  sweepEveryMs: 100,
};

const database = withDatabase();
let api: ApiServer;
let sql: pg.Client;
let projectId: string;
let runner: ProtocolRunner;

beforeAll(async () => {
  api = await startApi({
    door: 'own',
    env: { AGENT_ORCHESTRATOR_TIMERS: JSON.stringify(TIMERS), RATE_LIMIT_ENABLED: 'false' },
  });
  sql = new pg.Client({ connectionString: database.url });
  await sql.connect();
  projectId = (await send(api.url, 'POST', '/api/projects', { body: { name: 'Sample', repo: '/srv/s' } }))
    .data.id;
});
afterAll(async () => {
  await sql.end();
  await api.stop();
});
beforeEach(async () => {
  await sql.query('delete from lease');
  await sql.query('delete from task');
  await sql.query('delete from runner');
  runner = await new ProtocolRunner(api.url).connect();
  await runner.open();
});

const task = async () =>
  (await send(api.url, 'POST', '/api/tasks', { body: { title: 'Add a sum', projectId } })).data;
const get = async (path: string) => (await send(api.url, 'GET', path)).data;
const working = async (): Promise<Assignment> => {
  await task();
  const work = await runner.mustClaim();
  await runner.begin(work);
  return work;
};
/** Lets a lease run out by the clock of the database. */
const expire = (...agents: Assignment[]) =>
  sql.query(
    `update lease set expires_at = clock_timestamp() - interval '1 minute'
     where agent_id = any($1::uuid[])`,
    [agents.map(({ agentId }) => agentId.slice(6).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'))],
  );
const statusOfRunner = async () => (await get(`/api/runners/${runner.runnerId}`)).status;

describe('supervision', () => {
  it('never ends an agent that is silent but alive, however long it takes and whoever sweeps', {
    timeout: 60_000,
  }, async () => {
    const works = [await working(), await working()];
    // As if it had begun days ago; and nothing of what it does is news: no log, no activity, not even another number.
    await sql.query(
      `update agent set started_at = started_at - interval '3 days', created_at = created_at - interval '3 days'`,
    );
    const beyondEveryLease = Date.now() + 2 * (TIMERS.leaseTtlMs + TIMERS.leaseGraceMs);
    while (Date.now() < beyondEveryLease) {
      const [swept] = await Promise.all([
        sweep(),
        sweep(),
        ...works.map(async (work) => expect((await runner.heartbeatWith(work, 0)).status).toBe(200)),
      ]);
      expect(swept).toMatchObject({ loseExpiredAgents: 0, endCancelled: 0, endKilled: 0 });
      await pause(300);
    }
    for (const work of works) {
      expect(await get(`/api/agents/${work.agentId}`)).toMatchObject({ live: true, status: 'running' });
      expect(await get(`/api/tasks/${work.taskId}`)).toMatchObject({ status: 'IN_PROGRESS', attempt: 1 });
    }
  });

  it('neither one that a person pauses for longer than its whole time limit', async () => {
    const work = await working();
    await send(api.url, 'POST', `/api/agents/${work.agentId}/pause`, { body: {} });
    await sql.query(
      `update agent set started_at = started_at - interval '3 days', pause_requested_at = pause_requested_at - interval '2 days'`,
    );
    for (let beat = 0; beat < 10; beat++) {
      expect((await runner.heartbeatWith(work, beat, { paused: true })).data.desired).toBe('pause');
      await sweep();
    }
    expect(await get(`/api/agents/${work.agentId}`)).toMatchObject({ live: true });
  });

  it('recovers lost agents, each once, by however many sweeps at the same moment', async () => {
    const works = await Promise.all([working(), working(), working(), working()]);
    const healthy = works.pop()!;
    await expire(...works);
    const done = await Promise.all([sweep(), sweep(), sweep(), sweep()]);
    await runner.heartbeatWith(healthy);
    const { rows } = await sql.query(
      `select e.agent_id, count(*)::int as n from event e join agent a on a.id = e.agent_id where e.type = 'agent.lost' group by 1`,
    );
    expect(rows.map(({ n }) => n)).toEqual([1, 1, 1]);
    expect(done.reduce((sum, one) => sum + (one.loseExpiredAgents ?? 0), 0)).toBeLessThanOrEqual(3);
    for (const work of works)
      expect(await get(`/api/tasks/${work.taskId}`)).toMatchObject({ status: 'QUEUED', failures: 0 });
    expect(await get(`/api/agents/${healthy.agentId}`)).toMatchObject({ live: true });
  });
});

describe('a runner whose agents are lost', () => {
  /** One agent after the other is lost, each later than a lease lasts after the one before. */
  const lose = async (times: number) => {
    for (let n = 0; n < times; n++) {
      await expire(await working());
      await sweep();
      await sql.query(
        `update agent set ended_at = ended_at - interval '1 minute' where ended_at is not null`,
      );
    }
  };

  it('in a row is held back, gets no work, and says why; a person lets it in again', async () => {
    await lose(2);
    expect(await statusOfRunner()).toBe('ACTIVE');
    await lose(1);
    expect(await statusOfRunner()).toBe('SUSPECT');
    expect((await runner.claim(200)).data.assignment).toBeNull();
    const [waiting] = await get('/api/tasks?status=QUEUED');
    expect((await get(`/api/tasks/${waiting.ref}/why`)).sentence).toBe(
      'laptop lost several agents and is held back.',
    );
    const { rows } = await sql.query(
      `select payload from event where type = 'runner.suspected' and runner_id = (select id from runner)`,
    );
    expect(rows).toEqual([{ payload: { name: 'laptop', lost: 3 } }]);
    const trusted = await send(api.url, 'PATCH', `/api/runners/${runner.runnerId}`, {
      body: { status: 'ACTIVE' },
    });
    expect(trusted.data.status).toBe('ACTIVE');
    await lose(1);
    expect(await statusOfRunner(), 'what was before does not count again').toBe('ACTIVE');
  });

  it('all at once has had one accident, not several', async () => {
    const works = [await working(), await working(), await working(), await working()];
    await expire(...works);
    await sweep();
    expect(await statusOfRunner()).toBe('ACTIVE');
  });

  it('now and then, with work done between, is trusted', async () => {
    await lose(2);
    await runner.finish(await working(), { outcome: 'released', headSha: null });
    await sql.query(`update agent set ended_at = ended_at - interval '1 second' where ended_at is not null`);
    await lose(1);
    expect(await statusOfRunner()).toBe('ACTIVE');
  });
});

describe('a runner that a person pauses', () => {
  it('keeps the note until it is let to work again', async () => {
    const patch = async (body: object) =>
      (await send(api.url, 'PATCH', `/api/runners/${runner.runnerId}`, { body })).data;
    expect(await patch({ status: 'PAUSED', pauseNote: 'Holidays.' })).toMatchObject({
      status: 'PAUSED',
      pauseNote: 'Holidays.',
    });
    const { ref } = await task();
    expect((await get(`/api/tasks/${ref}/why`)).sentence).toBe('laptop is paused: Holidays.');
    expect(await patch({ status: 'ACTIVE' })).toMatchObject({ status: 'ACTIVE', pauseNote: null });
  });
});
