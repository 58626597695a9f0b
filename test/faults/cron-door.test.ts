import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiServer, startApi } from '../support/api-server';
import { ProtocolRunner, send } from '../support/protocol-runner';
import { withDatabase } from '../support/with-database';

const SECRET = 'a-secret-of-thirty-two-characters';
const TIMERS = {
  heartbeatMs: 200,
  requestTimeoutMs: 200,
  leaseTtlMs: 1_000,
  leaseGraceMs: 500,
  trustMarginMs: 80,
  cancelGraceMs: 200,
  flushMs: 300,
};

withDatabase();
let api: ApiServer;

beforeAll(async () => {
  api = await startApi({
    door: 'next',
    env: { CRON_SECRET: SECRET, AGENT_ORCHESTRATOR_TIMERS: JSON.stringify(TIMERS) },
  });
}, 240_000);
afterAll(() => api?.stop());

const cron = (authorization?: string) =>
  send(api.url, 'GET', '/api/cron/supervise', { headers: authorization ? { authorization } : {} });

describe('where no server process lives, only the cron path is called', () => {
  it('offers the task of a dead runner again', async () => {
    await send(api.url, 'POST', '/api/projects', { body: { name: 'Sample', repo: '/srv/sample' } });
    const { data: task } = await send(api.url, 'POST', '/api/tasks', { body: { title: 'Survive' } });
    const runner = await new ProtocolRunner(api.url).connect();
    await runner.open();
    const claimed = await runner.mustClaim();
    await runner.begin(claimed);

    await pause(TIMERS.leaseTtlMs + TIMERS.leaseGraceMs + 200);
    const standing = await send(api.url, 'GET', `/api/tasks/${task.id}`);
    expect(standing.data.status, 'reading heals nothing here, so it was the cron path').toBe('IN_PROGRESS');

    const swept = await cron(`Bearer ${SECRET}`);
    expect(swept.status).toBe(200);
    expect(swept.data.sweeps.loseExpiredAgents).toBe(1);
    expect((await send(api.url, 'GET', `/api/tasks/${task.id}`)).data.status).toBe('QUEUED');
    expect((await runner.mustClaim()).attempt).toBe(2);
  });

  it.each([
    ['no secret', undefined],
    ['a wrong one', `Bearer ${SECRET.replace('a', 'b')}`],
    ['the beginning of it', `Bearer ${SECRET.slice(0, -1)}`],
    ['the word undefined', 'Bearer undefined'],
    ['nothing after Bearer', 'Bearer '],
    ['the secret without Bearer', SECRET],
  ])('refuses %s', async (_, authorization) => {
    const { status, error } = await cron(authorization);
    expect([status, error.code]).toEqual([401, 'UNAUTHORIZED']);
  });

  it('is safe to call ten times at once', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => cron(`Bearer ${SECRET}`)));
    expect(answers.map((answer) => answer.status)).toEqual(Array(10).fill(200));
  });
});
