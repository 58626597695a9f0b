import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Task } from '@/contract/task';
import { PASSING_TEST, ProtocolRunner } from '../support/protocol-runner';
import { withApi } from './with-api';

const api = withApi('own');
let runner: ProtocolRunner;
beforeAll(async () => {
  await api.project();
}, 120_000);
beforeEach(async () => {
  // What a revoked machine was to merge is in review then, and can be cancelled: it holds its files no longer.
  if (runner) await api.del(`/api/runners/${runner.runnerId}`);
  for (const { ref } of (await api.get('/api/tasks')).data) await api.post(`/api/tasks/${ref}/cancel`);
  runner = await new ProtocolRunner(api.url).connect('desk');
  await runner.open();
});

/** A task whose commit was approved, and that waits for its machine to merge it. */
async function approved(): Promise<Task> {
  const { ref }: Task = await api.task({ priority: 0 });
  const work = await runner.mustClaim();
  await runner.begin(work);
  await runner.finish(work);
  const verify = await runner.mustClaim();
  await runner.begin(verify);
  const checks = [PASSING_TEST];
  await runner.finish(verify, { checks, receipt: await runner.receipt(verify, checks) });
  const { headSha } = (await api.get(`/api/tasks/${ref}`)).data;
  const task: Task = (await api.post(`/api/tasks/${ref}/approve`, { headSha })).data;
  expect(task.status).toBe('MERGING');
  return task;
}
const WAYS = [
  ['cancel', {}, { status: 'CANCELLED', reason: 'cancelled' }],
  ['close', { resolution: 'invalid' }, { status: 'CANCELLED', resolution: 'invalid' }],
  [
    'request-changes',
    { guidance: 'Not so.' },
    { status: 'QUEUED', reason: 'request_changes', approvedSha: null },
  ],
] as const;

describe.each(WAYS)('%s of a task whose merge waits for its machine', (verb, body, after) => {
  const ask = ({ ref }: Task) => api.post(`/api/tasks/${ref}/${verb}`, body);

  it('is done where no agent has begun to merge, and none is granted that merge any more', async () => {
    const task = await approved();
    expect((await ask(task)).data).toMatchObject(after);
    const claimed = (await runner.claim(0)).data.assignment;
    expect(claimed?.kind ?? 'none').toBe(after.status === 'QUEUED' ? 'work' : 'none');
  });

  it('is done where the machine gave the merge back before it began', async () => {
    const task = await approved();
    await runner.mustClaim();
    await runner.call('DELETE', '/api/runner/sessions/current');
    expect((await ask(task)).data).toMatchObject(after);
  });

  it('is refused while an agent is live, and says to wait', async () => {
    const task = await approved();
    await runner.mustClaim();
    const { error } = await ask(task);
    expect(error).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
      message: expect.stringContaining('wait until the merge has ended'),
    });
  });

  it('is refused where one that began ended without saying that the branch stands, and says what to do', async () => {
    const task = await approved();
    const merge = await runner.mustClaim();
    await runner.begin(merge);
    // A machine that was restarted does not know what it had done.
    await runner.finish(merge, { outcome: 'released', reason: 'restarted', mergedSha: null });
    const { error } = await ask(task);
    expect(error).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
      message: expect.stringMatching(/branch may have moved.*desk|branch may have moved.*revoke/),
    });
    await api.del(`/api/runners/${runner.runnerId}`);
    expect((await ask(task)).data).toMatchObject(after);
  });
});
