import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ProtocolRunner, send } from '../support/protocol-runner';
import { withApi } from './with-api';

const api = withApi('own');

describe('connecting a machine', () => {
  it('takes one command, and the page sees it arrive', async () => {
    const { data: made } = await api.post('/api/enrollments', { name: 'laptop-bo', labels: ['gpu'] });
    expect(made.token).toMatch(/^aoe_[0-9A-Za-z]{38}$/);
    expect(made.command).toBe(`agent-orchestrator connect ${made.token} --url ${api.url}`);
    expect(Date.parse(made.expiresAt) - Date.now()).toBeGreaterThan(14 * 60_000);
    expect((await api.get(`/api/enrollments/${made.id}`)).data).toMatchObject({ usedAt: null, runner: null });
    expect((await api.get(`/api/enrollments/${made.id}`)).data.token, 'shown once').toBeUndefined();

    await new ProtocolRunner(api.url).enrollWith(made.token);
    const { data: seen } = await api.get(`/api/enrollments/${made.id}`);
    expect(seen.usedAt).not.toBeNull();
    expect(seen.runner).toMatchObject({
      name: 'laptop-bo',
      labels: ['gpu'],
      liveness: 'never',
      status: 'ACTIVE',
    });
  });
});

describe('one-time tokens', () => {
  it('are listed while they are good, never with the token, and not once used or revoked', async () => {
    const [used, ended, open] = await Promise.all(
      ['used', 'ended', 'open'].map(
        async (name) => (await api.post('/api/enrollments', { name, labels: [] })).data,
      ),
    );
    await new ProtocolRunner(api.url).enrollWith(used.token);
    expect((await api.del(`/api/enrollments/${ended.id}`)).data).toEqual({ id: ended.id, revoked: true });
    const listed = await api.get('/api/enrollments');
    const names = listed.data.map((one: { name: string }) => one.name);
    expect(names).toContain('open');
    expect(names).not.toContain('used');
    expect(names).not.toContain('ended');
    expect(JSON.stringify(listed.data)).not.toContain(open.token);
    const refused = await new ProtocolRunner(api.url).enrollWith(ended.token);
    expect(refused).toMatchObject({ status: 401, error: { code: 'TOKEN_EXPIRED' } });
    const again = await api.del(`/api/enrollments/${used.id}`);
    expect(again).toMatchObject({ status: 409, error: { code: 'TOKEN_USED' } });
    expect((await api.get('/api/events?type=enrollment.revoked')).data).toMatchObject([
      { payload: { enrollmentId: ended.id } },
    ]);
  });
});

describe('a runner', () => {
  it('shows as online, busy and offline as it comes and goes', async () => {
    await api.project();
    const machine = await new ProtocolRunner(api.url).connect('laptop-cy');
    await machine.open();
    const shows = async () => (await api.get(`/api/runners/${machine.runnerId}`)).data;
    expect(await shows()).toMatchObject({ liveness: 'online', running: 0, report: { hostname: 'testhost' } });
    await api.task();
    const work = await machine.mustClaim();
    expect(await shows()).toMatchObject({ liveness: 'busy', running: 1 });
    await machine.finish(work, { outcome: 'released' });
    await machine.call('DELETE', '/api/runner/sessions/current');
    expect((await shows()).liveness).toBe('offline');
  });

  it('is renamed, limited and paused; a paused one gets no work', async () => {
    const machine = await new ProtocolRunner(api.url).connect('laptop-di');
    await machine.open();
    const changed = await api.patch(`/api/runners/${machine.runnerId}`, {
      name: 'desk',
      maxConcurrent: 3,
      labels: ['gpu'],
      status: 'PAUSED',
    });
    expect(changed.data).toMatchObject({ name: 'desk', maxConcurrent: 3, labels: ['gpu'], status: 'PAUSED' });
    const { id } = await api.task({ priority: 0 });
    expect((await machine.claim(0)).data.assignment).toBeNull();
    await api.patch(`/api/runners/${machine.runnerId}`, { status: 'ACTIVE' });
    expect((await machine.mustClaim()).taskId).toBe(id);
  });

  it('takes what asks for a label, whether a person gave it or the machine was connected with it', async () => {
    const machine = await new ProtocolRunner(api.url).connect('laptop-el');
    await machine.open();
    await api.patch(`/api/runners/${machine.runnerId}`, { labels: ['gpu'] });
    const { id } = await api.task({ priority: 0, runnerLabels: ['gpu', 'office'] });
    expect((await api.get(`/api/tasks/${id}/why`)).data.sentence).toContain('all of the labels gpu, office');
    const claimed = await machine.claim(0, undefined, { labels: ['office'] });
    expect(claimed.data.assignment.taskId).toBe(id);
    expect((await api.get(`/api/runners/${machine.runnerId}`)).data.labels).toEqual(['gpu', 'office']);
  });

  it('gets work of the projects that people gave it, and of no other', async () => {
    const [{ id: own }] = (await api.get('/api/projects')).data;
    const other = await api.project();
    const machine = await new ProtocolRunner(api.url).connect('laptop-fa');
    await machine.open();
    const limit = (projectIds: string[]) => api.patch(`/api/runners/${machine.runnerId}`, { projectIds });
    expect((await limit([other.id])).data.projectIds).toEqual([other.id]);
    const { id } = await api.task({ priority: 0, projectId: own });
    expect((await machine.claim(0)).data.assignment).toBeNull();
    expect((await limit([])).data.projectIds).toBeNull();
    expect((await machine.mustClaim()).taskId).toBe(id);
    await api.del(`/api/projects/${other.id}`);
  });

  it('is worth nothing from the moment it is revoked, and its task goes back to the queue', async () => {
    const machine = await new ProtocolRunner(api.url).connect('lost-laptop');
    await machine.open();
    const { id } = await api.task({ priority: 0 });
    const work = await machine.mustClaim();
    await machine.begin(work);
    const question = { questionId: randomUUID(), kind: 'question', title: 'Which?', body: '', options: [] };
    const { data: asked } = await machine.as(work, 'POST', 'questions', question);
    expect((await api.del(`/api/runners/${machine.runnerId}`)).data.status).toBe('REVOKED');
    expect((await machine.heartbeatWith(work)).error.code).toBe('LEASE_LOST');
    expect((await machine.finish(work)).error.code).toBe('LEASE_LOST');
    expect((await machine.claim()).status).toBeGreaterThanOrEqual(401);
    expect((await machine.open()).error.code).toMatch(/UNAUTHORIZED|RUNNER_REVOKED/);
    const assertion = await machine.assertion();
    expect(
      (await send(api.url, 'POST', '/api/runner/token', { body: { assertion } })).status,
    ).toBeGreaterThanOrEqual(401);
    expect((await api.get(`/api/tasks/${id}`)).data.status).toBe('QUEUED');
    expect((await api.get(`/api/exceptions/${asked.ref}`)).data.status, 'the next agent waits for it').toBe(
      'open',
    );
    expect((await api.del(`/api/runners/${machine.runnerId}`)).status, 'repeatable').toBe(200);
    expect((await api.patch(`/api/runners/${machine.runnerId}`, { status: 'ACTIVE' })).error.code).toBe(
      'CONFLICT',
    );
  });
});
