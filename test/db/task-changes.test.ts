import { describe, expect, it } from 'vitest';
import type { BodyOf } from '@/contract/endpoint';
import type { Task } from '@/contract/task';
import type { updateTask as contract } from '@/contract/task-calls';
import { retryTask } from '@/services/coordinator/retry-task';
import { updateTask } from '@/services/coordinator/update-task';
import { refusal, withWorld } from './world';

const world = withWorld();
const about = (task: Task) => ({ ...world.me, ref: task.ref });
const update = (task: Task, change: BodyOf<typeof contract>) =>
  world.as((tx, runs) => updateTask(tx, runs, about(task), change));

describe('what a person changes of a waiting task', () => {
  it('is everything that it says', async () => {
    const task = await world.task({ engine: 'claude-code', model: 'x', baseBranch: 'next' });
    const change = {
      labels: ['api', 'urgent'],
      runnerLabels: ['linux'],
      acceptance: ['It adds up.'],
      role: 'reviewer',
      engine: null,
      model: null,
      timeoutMs: 60_000,
      maxTurns: 7,
      maxRetries: 0,
      baseBranch: null,
      targetBranch: 'release/1.0',
      requiresReview: true,
      type: 'bug',
    } as const;
    expect(
      await update(task, {
        ...change,
        labels: [...change.labels],
        runnerLabels: ['linux'],
        acceptance: ['It adds up.'],
      }),
    ).toMatchObject(change);
    expect((await update(task, { targetBranch: null })).targetBranch).toBeNull();
  });

  it('is set aside with a status of the same change, from where that has brought it', async () => {
    const task = await world.task({ filesHint: ['src/a.ts'] });
    await world.force(task, 'BLOCKED', { reason: 'lock:src/a.ts' });
    expect((await update(task, { filesHint: [], status: 'CANCELLED' })).status).toBe('CANCELLED');
  });
});

describe('what a task depends on', () => {
  it('is changed as a whole: it waits, or waits no longer', async () => {
    const [a, b, task] = [await world.task(), await world.task(), await world.task()];
    expect(await update(task, { dependsOn: [a.ref, b.id] })).toMatchObject({
      status: 'BLOCKED',
      reason: `dependency:${a.ref}`,
      dependsOn: [a.ref, b.ref],
    });
    expect(await update(task, { dependsOn: [b.ref] })).toMatchObject({
      status: 'BLOCKED',
      reason: `dependency:${b.ref}`,
      dependsOn: [b.ref],
    });
    expect(await update(task, { dependsOn: [] })).toMatchObject({ status: 'QUEUED', dependsOn: [] });
    const draft = await world.task({ draft: true });
    expect((await update(draft, { dependsOn: [a.ref] })).status).toBe('DRAFT');
  });

  it('is kept in mind where the task waits for a lock, or for a person', async () => {
    const needed = await world.task();
    const locked = await world.task({ filesHint: ['src/'] });
    await world.force(locked, 'BLOCKED', { reason: 'lock:src/' });
    expect((await update(locked, { dependsOn: [needed.ref] })).reason).toBe(`dependency:${needed.ref}`);
    const asked = await world.task();
    await world.force(asked, 'NEEDS_HUMAN');
    expect((await update(asked, { dependsOn: [needed.ref] })).status).toBe('NEEDS_HUMAN');
    expect(await world.as((tx, runs) => retryTask(tx, runs, about(asked)))).toMatchObject({
      status: 'BLOCKED',
      reason: `dependency:${needed.ref}`,
    });
  });

  it('is refused where it would close a circle, with the circle named and nothing changed', async () => {
    const a = await world.task();
    const b = await world.task({ dependsOn: [a.ref] });
    const c = await world.task({ dependsOn: [b.ref] });
    expect(await refusal(update(a, { title: 'Never', dependsOn: [c.ref] }))).toMatchObject({
      code: 'DEPENDENCY_CYCLE',
      message: `The tasks would wait for each other: ${[a, c, b, a].map(({ ref }) => ref).join(' → ')}.`,
      details: { cycle: [a.ref, c.ref, b.ref, a.ref] },
    });
    expect((await refusal(update(a, { dependsOn: [a.ref] }))).details).toEqual({ cycle: [a.ref, a.ref] });
    expect(await world.get(a.ref)).toMatchObject({ title: 'A task', dependsOn: [], status: 'QUEUED' });
  });

  it('closes no circle where two change it at the same moment', async () => {
    for (let round = 0; round < 5; round++) {
      const [a, b] = [await world.task(), await world.task()];
      const both = await Promise.allSettled([
        update(a, { dependsOn: [b.ref] }),
        update(b, { dependsOn: [a.ref] }),
      ]);
      expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const [refused] = both.filter((one) => one.status === 'rejected');
      expect(refused!.reason).toMatchObject({ code: 'DEPENDENCY_CYCLE' });
    }
  });

  it('is looked through in no time, however many ways lead through it', async () => {
    let layer = [await world.task({ draft: true })];
    const bottom = layer[0]!;
    for (let depth = 0; depth < 12; depth++) {
      const dependsOn = layer.map(({ ref }) => ref);
      layer = [await world.task({ draft: true, dependsOn }), await world.task({ draft: true, dependsOn })];
    }
    const refused = await refusal(update(bottom, { dependsOn: [layer[0]!.ref] }));
    expect(refused.details?.cycle).toHaveLength(14);
  });
});
