import { beforeAll, describe, expect, it } from 'vitest';
import { PASSING_TEST, ProtocolRunner } from '../support/protocol-runner';
import { withApi } from './with-api';

const api = withApi('own');
let runner: ProtocolRunner;
let project: { id: string };

beforeAll(async () => {
  project = await api.project();
  runner = await new ProtocolRunner(api.url).connect();
  await runner.open();
});

const get = async (ref: string) => (await api.get(`/api/tasks/${ref}`)).data;

describe('over HTTP', () => {
  it('a batch is made, worked on in its order, and its epic is done with it', async () => {
    const { status, data } = await api.post('/api/tasks/batch', {
      projectId: project.id,
      tasks: [
        { key: 'shop', title: 'Rework the shop', type: 'epic' },
        { key: 'second', title: 'Subtract', parent: 'key:shop', dependsOn: ['key:first'], riskLevel: 'LOW' },
        { key: 'first', title: 'Add', parent: 'key:shop', riskLevel: 'LOW', targetBranch: 'release' },
      ],
    });
    expect(status).toBe(201);
    const [shop, second, first] = data.tasks as { ref: string; status: string }[];
    expect([shop!.status, second!.status, first!.status]).toEqual(['BLOCKED', 'BLOCKED', 'QUEUED']);
    for (const { ref } of [first!, second!]) {
      const work = await runner.mustClaim();
      expect(work).toMatchObject({ taskRef: ref, kind: 'work' });
      const target = ref === first!.ref ? 'release' : 'main';
      expect([work.baseBranch, work.targetBranch]).toEqual([target, target]);
      expect((await get(shop!.ref)).status).toBe('BLOCKED');
      await runner.finish(work);
      await runner.finish(await runner.mustClaim(), { checks: [PASSING_TEST] });
      await runner.finish(await runner.mustClaim());
    }
    expect(await get(shop!.ref)).toMatchObject({ status: 'COMPLETED', subTasks: { total: 2, open: 0 } });
    expect((await runner.claim(0)).data.assignment).toBeNull();
  });

  it('checks run once more on the commit that waits for a person', async () => {
    const { ref } = await api.task({ title: 'Add', riskLevel: 'HIGH' });
    await runner.finish(await runner.mustClaim());
    await runner.finish(await runner.mustClaim(), { checks: [] });
    expect(await get(ref)).toMatchObject({ status: 'IN_REVIEW', verdict: 'UNPROVEN' });
    expect((await api.post(`/api/tasks/${ref}/verify`)).data.status).toBe('VERIFYING');
    const again = await runner.mustClaim();
    expect(again).toMatchObject({ kind: 'verify', headSha: 'b'.repeat(40), taskRef: ref });
    await runner.finish(again, { checks: [PASSING_TEST] });
    expect(await get(ref)).toMatchObject({ status: 'IN_REVIEW', verdict: 'PASSED', failures: 0 });
  });

  it('a task that is closed while an agent works on it ends with its resolution, and its copy can be claimed', async () => {
    const { ref } = await api.task({ title: 'Add' });
    const work = await runner.mustClaim();
    await runner.begin(work);
    const closed = await api.post(`/api/tasks/${ref}/close`, { resolution: 'invalid', note: 'Not now.' });
    expect(closed.data).toMatchObject({ status: 'CANCELLING', resolution: 'invalid' });
    expect((await runner.heartbeatWith(work)).data.desired).toBe('cancel');
    await runner.finish(work, { outcome: 'cancelled', reason: 'cancelled', headSha: null });
    expect(await get(ref)).toMatchObject({
      status: 'CANCELLED',
      resolution: 'invalid',
      resolutionNote: 'Not now.',
    });
    const copy = (await api.post(`/api/tasks/${ref}/retry`, { guidance: 'Now.' })).data;
    expect(copy).toMatchObject({ status: 'QUEUED', originRef: ref, feedback: 'Now.', resolution: null });
    expect(await runner.mustClaim()).toMatchObject({ taskRef: copy.ref, task: { feedback: 'Now.' } });
  });

  it('a task that is run is claimed before those that came earlier', async () => {
    const [first, last] = [await api.task({ title: 'First' }), await api.task({ title: 'Last' })];
    await api.post(`/api/tasks/${last.ref}/run`);
    expect((await runner.mustClaim()).taskRef).toBe(last.ref);
    expect((await runner.mustClaim()).taskRef).toBe(first.ref);
  });

  it('a table is imported; a fault writes nothing and is no failure of the call', async () => {
    const content = 'title,type,labels\nRework,epic,\nAdd,task,"api;shop"\n';
    const bad = await api.post('/api/tasks/import', { format: 'csv', content: `${content}Odd,saga,\n` });
    expect(bad.data.faults).toEqual([{ line: 4, column: 'type', message: expect.any(String) }]);
    expect((await api.get('/api/tasks?label=api,shop')).data).toHaveLength(0);
    const good = await api.post('/api/tasks/import', { format: 'csv', content });
    expect(good.data).toMatchObject({ dryRun: false, faults: [], tasks: [{ line: 2 }, { line: 3 }] });
    expect((await api.get('/api/tasks?label=api,shop&type=task&parent=none')).data).toMatchObject([
      { title: 'Add', ref: good.data.tasks[1].ref },
    ]);
  });

  it('lists come in the order that is asked for', async () => {
    const numbers = async (query: string) =>
      (await api.get(`/api/tasks?${query}`)).data.map(({ ref }: { ref: string }) => Number(ref.slice(5)));
    const up: number[] = await numbers('sort=number&order=asc');
    expect(up).toEqual(up.toSorted((a, b) => a - b));
    expect(await numbers('sort=number')).toEqual(up.toReversed());
    expect((await api.get('/api/tasks?sort=colour')).status).toBe(400);
    expect((await api.get('/api/tasks?priority=9')).status).toBe(400);
  });

  it('a thousand tasks of two thousand letters each pass the door', async () => {
    const tasks = Array.from({ length: 1000 }, (_, i) => ({
      key: `t${i}`,
      title: `Task ${i}`,
      description: 'x'.repeat(2000),
      dependsOn: i > 0 ? [`key:t${i - 1}`] : [],
      draft: true,
    }));
    const { status, data } = await api.post('/api/tasks/batch', { tasks });
    expect([status, data.tasks?.length]).toEqual([201, 1000]);
    expect((await api.get(`/api/tasks/${data.tasks[999].ref}`)).data.dependsOn).toEqual([
      data.tasks[998].ref,
    ]);
    const one = await api.post('/api/tasks/batch', { tasks: [...tasks, { title: 'One more' }] });
    expect([one.status, one.error.code]).toEqual([400, 'VALIDATION_ERROR']);
  });
});
