import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Exception } from '@/contract/exception';
import type { Task } from '@/contract/task';
import { PASSING_TEST, ProtocolRunner } from '../support/protocol-runner';
import { withApi } from './with-api';

const api = withApi('own');
let runner: ProtocolRunner;
beforeAll(async () => {
  await api.project();
}, 120_000);
beforeEach(async () => {
  runner = await new ProtocolRunner(api.url).connect('desk');
  await runner.open();
});

const taskOf = async (ref: string): Promise<Task> => (await api.get(`/api/tasks/${ref}`)).data;
const asked = async (ref: string): Promise<Exception[]> =>
  (await api.get(`/api/exceptions?taskId=${ref}&status=open`)).data;
const revoke = () => api.del(`/api/runners/${runner.runnerId}`);

/** A task with a commit that waits for its checks, and one that waits for a review after them. */
async function committed(): Promise<Task> {
  const task: Task = await api.task({ priority: 0 });
  const agent = await runner.mustClaim();
  await runner.begin(agent);
  await runner.finish(agent);
  return taskOf(task.ref);
}
async function reviewed(): Promise<Task> {
  const { ref } = await committed();
  const agent = await runner.mustClaim();
  await runner.begin(agent);
  const checks = [PASSING_TEST];
  await runner.finish(agent, { checks, receipt: await runner.receipt(agent, checks) });
  return taskOf(ref);
}
/** Another machine does the work once more. */
async function doneElsewhere({ ref }: Task): Promise<void> {
  const other = await new ProtocolRunner(api.url).connect('laptop');
  await other.open();
  expect((await other.mustClaim()).taskRef).toBe(ref);
}

describe('a machine that is revoked', () => {
  it('leaves what it was to merge to a review, whose way on is another attempt', async () => {
    const task = await reviewed();
    const { ref, headSha } = task;
    expect((await api.post(`/api/tasks/${ref}/approve`, { headSha })).data.status).toBe('MERGING');
    await revoke();
    expect(await taskOf(ref)).toMatchObject({ status: 'IN_REVIEW', reason: 'runner_revoked' });
    const [exception] = await asked(ref);
    expect(exception).toMatchObject({ type: 'CONFLICT_DETECTED' });
    expect((await api.post(`/api/tasks/${ref}/approve`, { headSha })).error).toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('desk, which was revoked'),
    });
    expect((await api.patch(`/api/exceptions/${exception!.ref}`, { option: 'retry' })).status).toBe(200);
    await doneElsewhere(task);
  });

  it('leaves what it was to check to a person', async () => {
    const task = await committed();
    expect(task.status).toBe('VERIFYING');
    await revoke();
    expect(await taskOf(task.ref)).toMatchObject({ status: 'NEEDS_HUMAN', reason: 'runner_revoked' });
    expect(await asked(task.ref)).toMatchObject([{ type: 'RUNNER_LOST' }]);
    expect((await api.post(`/api/tasks/${task.ref}/verify`)).error.code).toBe('CONFLICT');
    expect((await api.post(`/api/tasks/${task.ref}/retry`)).data.status).toBe('QUEUED');
    await doneElsewhere(task);
  });

  it('while it merges leaves that to a review too, and the queue goes on', async () => {
    const task = await reviewed();
    await api.post(`/api/tasks/${task.ref}/approve`, { headSha: task.headSha });
    await runner.begin(await runner.mustClaim());
    const waits = await api.task();
    await revoke();
    expect((await taskOf(task.ref)).status).toBe('IN_REVIEW');
    expect((await api.post(`/api/tasks/${task.ref}/cancel`)).data.status).toBe('CANCELLED');
    expect((await taskOf(waits.ref)).status).toBe('QUEUED');
  });

  it('whose commit another machine is just checking has it go to a review, where else it would merge by itself', async () => {
    const [project] = (await api.get('/api/projects')).data;
    const settings = { verifyBy: 'another_runner', autoMergeLow: true };
    expect((await api.patch(`/api/projects/${project.id}`, settings)).status).toBe(200);
    const task: Task = await api.task({ priority: 0, riskLevel: 'LOW' });
    const work = await runner.mustClaim();
    await runner.begin(work);
    await runner.finish(work);
    const other = await new ProtocolRunner(api.url).connect('laptop');
    await other.open();
    const verify = await other.mustClaim();
    expect([verify.taskRef, verify.kind]).toEqual([task.ref, 'verify']);
    await other.begin(verify);
    await revoke();
    const checks = [PASSING_TEST];
    await other.finish(verify, { checks, receipt: await other.receipt(verify, checks) });
    expect(await taskOf(task.ref)).toMatchObject({ status: 'IN_REVIEW', verdict: 'PASSED' });
    expect(
      (await api.post(`/api/tasks/${task.ref}/request-changes`, { guidance: 'Anew.' })).data.status,
    ).toBe('QUEUED');
  });
});
