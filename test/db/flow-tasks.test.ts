import { beforeAll, describe, expect, it } from 'vitest';
import type { Exception } from '@/contract/exception';
import type { FlowNodeRun, FlowRun } from '@/contract/flow-run';
import type { Task } from '@/contract/task';
import { ProtocolRunner } from '../support/protocol-runner';
import { withApi } from './with-api';

const api = withApi('own');
let runner: ProtocolRunner;
beforeAll(async () => {
  await api.project();
  runner = await new ProtocolRunner(api.url).connect('desk');
  await runner.open();
}, 120_000);

const step = { id: 'build', role: 'coding', instructions: 'Build it.' };
const execute = async (): Promise<FlowRun> =>
  (await api.post('/api/flow/execute', { flow: { name: 'Flow', nodes: [step], edges: [] } })).data;
const runOf = async ({ id }: FlowRun): Promise<FlowRun> => (await api.get(`/api/flow/runs/${id}`)).data;
const nodeOf = async ({ id }: FlowRun): Promise<FlowNodeRun> =>
  (await api.get(`/api/flow/runs/${id}/nodes`)).data[0];
const taskOf = async (ref: string): Promise<Task> => (await api.get(`/api/tasks/${ref}`)).data;

/** A run whose only step waits for its parts, as a person has split it; `before` that something may happen. */
async function splitRun(
  before: (run: FlowRun) => Promise<unknown> = async () => {},
): Promise<{ run: FlowRun; whole: string; parts: string[] }> {
  const run = await execute();
  const agent = await runner.mustClaim();
  await runner.begin(agent);
  await api.post(`/api/agents/${agent.agentId}/kill`, {});
  await runner.finish(agent, { outcome: 'cancelled', headSha: null, changes: null });
  const [asked]: Exception[] = (await api.get('/api/exceptions?status=open')).data;
  await before(run);
  await api.patch(`/api/exceptions/${asked!.ref}`, { option: 'split', text: 'The one\nThe other' });
  const found: Task[] = (await api.get(`/api/tasks?parent=${agent.taskRef}&sort=number&order=asc`)).data;
  return { run, whole: agent.taskRef, parts: found.map(({ ref }) => ref) };
}

describe('a step of a run that a person has split', () => {
  it('stands still with its parts while the run is paused', async () => {
    const { run, parts } = await splitRun();
    await api.post(`/api/flow/pause/${run.id}`);
    for (const ref of parts) expect((await taskOf(ref)).stoppedAt, ref).not.toBeNull();
    expect((await runner.claim()).data.assignment).toBeNull();
    await api.post(`/api/flow/resume/${run.id}`);
    for (const ref of parts) expect((await taskOf(ref)).stoppedAt, ref).toBeNull();
    expect((await api.post(`/api/flow/abort/${run.id}`)).status).toBe(200);
  });

  it('while the run is paused stands still with its parts too, until the run goes on', async () => {
    const { run, parts } = await splitRun(({ id }) => api.post(`/api/flow/pause/${id}`));
    expect(parts).toHaveLength(2);
    expect((await runner.claim()).data.assignment).toBeNull();
    for (const ref of parts) expect((await taskOf(ref)).stoppedAt, ref).not.toBeNull();
    await api.post(`/api/flow/resume/${run.id}`);
    for (const ref of parts) expect((await taskOf(ref)).stoppedAt, ref).toBeNull();
    expect(parts).toContain((await runner.mustClaim()).taskRef);
    expect((await api.post(`/api/flow/abort/${run.id}`)).status).toBe(200);
    await api.del(`/api/runners/${runner.runnerId}`);
    runner = await new ProtocolRunner(api.url).connect('desk');
    await runner.open();
  });

  it('holds what comes below it while the run is paused, with the next sweep', async () => {
    const { run, whole } = await splitRun();
    await api.post(`/api/flow/pause/${run.id}`);
    const late: Task = await api.task({ parent: whole });
    // The sweep comes with calls of machines.
    const swept = async () => {
      await runner.claim();
      return (await taskOf(late.ref)).stoppedAt;
    };
    await expect.poll(swept, { timeout: 15_000 }).not.toBeNull();
    expect((await api.post(`/api/flow/abort/${run.id}`)).status).toBe(200);
  });

  it('ends with its parts where the run is ended, agents at work on them included', async () => {
    const { run, whole, parts } = await splitRun();
    const agent = await runner.mustClaim();
    await runner.begin(agent);
    const { status, error } = await api.post(`/api/flow/abort/${run.id}`);
    expect(error).toBeUndefined();
    expect(status).toBe(200);
    expect((await runner.heartbeatWith(agent)).data.desired).toBe('cancel');
    await runner.finish(agent, { outcome: 'cancelled', headSha: null, changes: null });
    await expect
      .poll(
        async () => {
          // The sweep comes with calls of machines.
          await runner.claim();
          return (await runOf(run)).status;
        },
        { timeout: 20_000, interval: 200 },
      )
      .toBe('CANCELLED');
    for (const ref of [whole, ...parts]) expect((await taskOf(ref)).status, ref).toBe('CANCELLED');
  });
});

describe('a task that a run waits for', () => {
  it('is not deleted while the run waits for it: nothing would ever end the step', async () => {
    const run = await execute();
    const { ref } = (await nodeOf(run)).task!;
    const { status, error } = await api.del(`/api/tasks/${ref}`);
    expect(status).toBe(409);
    expect(error).toMatchObject({ code: 'CONFLICT', details: { runId: run.id } });
    await api.post(`/api/tasks/${ref}/cancel`);
    expect((await runOf(run)).status).toBe('FAILED');
    expect((await api.del(`/api/tasks/${ref}`)).status).toBe(200);
    expect(await nodeOf(run)).toMatchObject({ status: 'cancelled', task: null });
  });
});

describe('a task of a run that has ended without success', () => {
  const flow = {
    name: 'Flow',
    nodes: [
      { ...step, role: 'planner', config: { maxRetries: 0 } },
      { id: 'tell', role: 'planner', instructions: 'Tell of it.' },
    ],
    edges: [{ id: 'then', source: 'build', target: 'tell' }],
  };
  const nodesOf = async ({ id }: FlowRun): Promise<FlowNodeRun[]> =>
    (await api.get(`/api/flow/runs/${id}/nodes`)).data;

  it('is tried again in its run, with guidance, and what depends on it goes on', async () => {
    const run: FlowRun = (await api.post('/api/flow/execute', { flow })).data;
    const first = await runner.mustClaim();
    await runner.begin(first);
    await runner.finish(first, { outcome: 'failed', reason: 'timeout', headSha: null, changes: null });
    expect((await runOf(run)).status).toBe('FAILED');
    const retry = () => api.post(`/api/tasks/${first.taskRef}/retry`, { guidance: 'Build less.' });
    const again: Task = (await retry()).data;
    expect(again.ref).not.toBe(first.taskRef);
    expect((await nodesOf(run))[0]).toMatchObject({ status: 'running', task: { ref: again.ref }, tries: 2 });
    expect((await retry()).data.ref, 'the one that is under way').toBe(again.ref);
    const second = await runner.mustClaim();
    expect(second.task.feedback).toBe('Build less.');
    await runner.begin(second);
    await runner.finish(second, { headSha: null, changes: null });
    expect((await nodesOf(run)).map(({ status }) => status)).toEqual(['succeeded', 'running']);
    expect((await retry()).error).toMatchObject({
      message: expect.stringContaining(`${again.ref} has done`),
    });
    await api.post(`/api/flow/abort/${run.id}`);
  });

  it('waits for its run where that is paused', async () => {
    const run: FlowRun = (await api.post('/api/flow/execute', { flow: { ...flow, edges: [] } })).data;
    const { ref } = (await nodesOf(run))[0]!.task!;
    await api.post(`/api/flow/pause/${run.id}`);
    await api.post(`/api/tasks/${ref}/cancel`);
    const { error } = await api.post(`/api/tasks/${ref}/retry`);
    expect(error).toMatchObject({ code: 'CONFLICT', details: { runId: run.id } });
    expect((await nodesOf(run))[0]!.status).toBe('cancelled');
    await api.post(`/api/flow/abort/${run.id}`);
  });
});
