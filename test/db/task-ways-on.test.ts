import { describe, expect, it } from 'vitest';
import type { BodyOf } from '@/contract/endpoint';
import type { Task, TaskStatus } from '@/contract/task';
import { TaskStatus as Statuses } from '@/contract/task';
import type { closeTask as closeContract, updateTask as updateContract } from '@/contract/task-calls';
import { openException } from '@/domain/exceptions/open-exception';
import { optionsFor } from '@/domain/exceptions/options';
import { newId } from '@/lib/ids';
import { onWake, topic } from '@/lib/wake';
import { autoRetryTasks } from '@/services/coordinator/auto-retry-tasks';
import { closeTask } from '@/services/coordinator/close-task';
import { retryTask } from '@/services/coordinator/retry-task';
import { runTask } from '@/services/coordinator/run-task';
import { updateTask } from '@/services/coordinator/update-task';
import { verifyTask } from '@/services/coordinator/verify-task';
import { whyTask } from '@/services/triage/why-task';
import { refusal, uuidOf, withWorld } from './world';

const world = withWorld();
const about = (task: Task) => ({ ...world.me, ref: task.ref });
const run = (task: Task) => world.as((tx, runs) => runTask(tx, runs, about(task)));
const verify = (task: Task) => world.as((tx, runs) => verifyTask(tx, runs, about(task)));
const retry = (task: Task, guidance?: string) =>
  world.as((tx, runs) => retryTask(tx, runs, about(task), guidance));
const close = (task: Task, how: BodyOf<typeof closeContract>) =>
  world.as((tx, runs) => closeTask(tx, runs, about(task), how));
const SHA = 'b'.repeat(40);

async function in_(status: TaskStatus, more: Record<string, unknown> = {}): Promise<Task> {
  const task = await world.task();
  await world.force(task, status, more);
  return world.get(task.ref);
}
const ready = async () =>
  (
    await world.sql.query(
      "select 'TASK-' || number as ref, priority from task where ready is not null order by claim_key, id",
    )
  ).rows as { ref: string; priority: number }[];

describe('running a task', () => {
  it('makes it the next of its priority, before all that came earlier', async () => {
    const urgent = await world.task({ priority: 0 });
    const [first, second, third] = [await world.task(), await world.task(), await world.task()];
    await run(third);
    expect((await ready()).map(({ ref }) => ref)).toEqual(
      [urgent, third, first, second].map(({ ref }) => ref),
    );
    await run(second);
    expect((await ready()).map(({ ref }) => ref)).toEqual(
      [urgent, second, third, first].map(({ ref }) => ref),
    );
    for (const task of [urgent, first, second, third]) await world.force(task, 'CANCELLED');
  });

  it('ends its pause and wakes the runners', async () => {
    const task = await world.task();
    await world.sql.query(
      `update task set not_before = clock_timestamp() + interval '1 hour', claim_key = clock_timestamp() + interval '1 hour', reason = 'quota' where id = $1`,
      [uuidOf(task.id)],
    );
    let heard = 0;
    const off = onWake(topic.claims(world.me.workspaceId), () => heard++);
    expect(await run(task)).toMatchObject({ status: 'QUEUED', reason: null });
    off();
    expect(heard).toBeGreaterThan(0);
    const { rows } = await world.sql.query(
      "select not_before is null and claim_key <= clock_timestamp() + interval '20 minutes' as free from task where id = $1",
      [uuidOf(task.id)],
    );
    expect(rows[0].free).toBe(true);
    await world.force(task, 'CANCELLED');
  });

  it('queues a draft; what it depends on still comes first, and an epic waits for its sub-tasks', async () => {
    const draft = await world.task({ draft: true });
    expect((await run(draft)).status).toBe('QUEUED');
    expect((await run(await world.task({ draft: true, dependsOn: [draft.ref] }))).reason).toBe(
      `dependency:${draft.ref}`,
    );
    expect((await run(await world.task({ draft: true, type: 'epic' }))).reason).toBe('subtasks');
  });

  it.each(Statuses.options.filter((status) => status !== 'DRAFT' && status !== 'QUEUED'))(
    'is refused where it is %s',
    async (status) => {
      expect((await refusal(run(await in_(status)))).code).toBe('ILLEGAL_TRANSITION');
    },
  );
});

describe('verifying once more', () => {
  it.each(['IN_REVIEW', 'NEEDS_HUMAN'] as const)('offers the commit of a task that is %s', async (status) => {
    const task = await in_(status, { head_sha: SHA, attempt: 1 });
    await world.as((_, runs) =>
      openException(runs, {
        id: newId(),
        workspaceId: world.me.workspaceId,
        taskId: uuidOf(task.id),
        type: 'VERIFICATION_FAILED',
        severity: 'medium',
        title: 'The checks could not be run',
        body: '',
        options: optionsFor('UNKNOWN_ERROR', 'TASK-1'),
        actor: 'system',
      }),
    );
    expect((await verify(task)).status).toBe('VERIFYING');
    const { rows } = await world.sql.query(
      `select t.ready, t.head_sha, (select count(*)::int from exception x where x.task_id = t.id and x.status = 'open') as open from task t where t.id = $1`,
      [uuidOf(task.id)],
    );
    expect(rows[0]).toEqual({ ready: 'verify', head_sha: SHA, open: 0 });
    expect((await world.events(task)).at(-1)).toBe('task.verifying');
    await world.force(task, 'CANCELLED');
  });

  it('wants a commit, and a task that waits for a person', async () => {
    expect((await refusal(verify(await in_('NEEDS_HUMAN')))).message).toContain('no commit');
    for (const status of Statuses.options.filter((one) => one !== 'IN_REVIEW' && one !== 'NEEDS_HUMAN'))
      expect((await refusal(verify(await in_(status, { head_sha: SHA })))).code).toBe('ILLEGAL_TRANSITION');
  });
});

describe('trying again what has ended', () => {
  it.each(['FAILED', 'CANCELLED', 'SKIPPED'] as const)(
    'copies a task that is %s and queues the copy',
    async (status) => {
      const done = await in_('COMPLETED');
      const epic = await world.task({ type: 'epic' });
      const task = await world.task({
        title: 'Add a sum',
        description: 'Of two.',
        priority: 1,
        riskLevel: 'HIGH',
        labels: ['api'],
        runnerLabels: ['linux'],
        acceptance: ['It adds.'],
        filesHint: ['src/'],
        type: 'bug',
        engine: 'claude-code',
        budgetMicros: 7,
        targetBranch: 'next',
        parent: epic.ref,
        dependsOn: [done.ref],
      });
      await world.force(task, status, {
        failures: 2,
        attempt: 3,
        feedback: 'Two tests fail.',
        ended_at: new Date(),
      });
      const ended = await world.get(task.ref);
      const copy = await retry(task);
      expect(await world.get(task.ref)).toEqual(ended);
      const own = {
        id: 0,
        ref: 0,
        status: 0,
        reason: 0,
        version: 0,
        attempt: 0,
        failures: 0,
        createdAt: 0,
        updatedAt: 0,
        queuedAt: 0,
        endedAt: 0,
        originRef: 0,
      };
      expect({ ...copy, ...own }).toEqual({ ...ended, ...own });
      expect(copy).toMatchObject({
        status: 'QUEUED',
        originRef: task.ref,
        attempt: 0,
        failures: 0,
        feedback: 'Two tests fail.',
      });
      expect((await retry(task, 'Other words')).ref, 'the same while it has not ended').toBe(copy.ref);
      await world.force(copy, 'CANCELLED');
      const third = await retry(copy, 'Add, do not multiply.');
      expect(third).toMatchObject({ originRef: copy.ref, feedback: 'Add, do not multiply.' });
    },
  );

  it('counts for the parent in place of the one that failed', async () => {
    const epic = await world.task({ type: 'epic' });
    const task = await world.task({ parent: epic.ref });
    await world.force(task, 'FAILED');
    await close(await world.task({ parent: epic.ref }), { resolution: 'wont_fix' });
    expect((await world.get(epic.ref)).reason).toBe(`subtask_failed:${task.ref}`);
    const copy = await retry(task);
    expect((await world.get(epic.ref)).reason).toBe('subtasks');
    await world.force(copy, 'COMPLETED');
    await close(await world.task({ parent: epic.ref }), { resolution: 'invalid' });
    expect((await world.get(epic.ref)).status).toBe('COMPLETED');
  });

  it('depends on what was tried again in place of what failed, and on nothing that was not', async () => {
    const needed = await world.task();
    const task = await world.task({ dependsOn: [needed.ref] });
    await close(needed, { resolution: 'invalid' });
    expect((await world.get(task.ref)).status).toBe('SKIPPED');
    const refused = await refusal(retry(task));
    expect([refused.code, refused.message.includes(needed.ref)]).toEqual(['CONFLICT', true]);
    const again = await retry(needed);
    expect(await retry(task)).toMatchObject({ status: 'BLOCKED', dependsOn: [again.ref] });
  });

  it('is nothing for one that gathered sub-tasks', async () => {
    const epic = await world.task({ type: 'epic' });
    await close(epic, { resolution: 'wont_fix' });
    expect((await refusal(retry(epic))).code).toBe('ILLEGAL_TRANSITION');
  });
});

describe('a task whose need has ended without success', () => {
  it('is not queued, where nothing could ever begin it, but told what to do', async () => {
    const needed = await world.task();
    const draft = await world.task({ draft: true, dependsOn: [needed.ref] });
    const asked = await world.task();
    await world.force(asked, 'NEEDS_HUMAN', { reason: 'timeout' });
    const change = (task: Task, to: BodyOf<typeof updateContract>) =>
      world.as((tx, runs) => updateTask(tx, runs, about(task), to));
    await change(asked, { dependsOn: [needed.ref] });
    await close(needed, { resolution: 'invalid' });
    const ways = [() => run(draft), () => change(draft, { status: 'QUEUED' }), () => retry(asked)];
    for (const way of ways)
      expect(await refusal(way())).toMatchObject({
        code: 'CONFLICT',
        message: expect.stringContaining(`${needed.ref}, which has ended as CANCELLED`),
      });
    expect((await autoRetryTasks(world.me, [asked.ref])).skipped).toEqual([
      { ref: asked.ref, reason: expect.stringContaining(needed.ref) },
    ]);
    expect([(await world.get(draft.ref)).status, (await world.get(asked.ref)).status]).toEqual([
      'DRAFT',
      'NEEDS_HUMAN',
    ]);
    expect((await change(draft, { dependsOn: [], status: 'QUEUED' })).status).toBe('QUEUED');
  });
});

describe('trying again what something passing has stopped', () => {
  it('queues those tasks and no others', async () => {
    const passing = await in_('NEEDS_HUMAN', { reason: 'provider_overloaded', failures: 3 });
    const stuck = await in_('NEEDS_HUMAN', { reason: 'checks_failed' });
    const answer = await autoRetryTasks(world.me);
    expect(answer.retried).toContain(passing.ref);
    expect(answer.skipped).toContainEqual({ ref: stuck.ref, reason: 'checks_failed' });
    expect(await world.get(passing.ref)).toMatchObject({ status: 'QUEUED', failures: 0 });
    expect((await world.get(stuck.ref)).status).toBe('NEEDS_HUMAN');
  });

  it('looks at those that are named alone', async () => {
    const [one, other] = [
      await in_('NEEDS_HUMAN', { reason: 'timeout' }),
      await in_('NEEDS_HUMAN', { reason: 'timeout' }),
    ];
    const done = await in_('COMPLETED');
    expect(await autoRetryTasks(world.me, [one.ref, one.id, done.ref, 'TASK-99999'])).toEqual({
      retried: [one.ref],
      skipped: [
        { ref: done.ref, reason: 'it is COMPLETED and waits for nobody' },
        { ref: 'TASK-99999', reason: 'there is no such task' },
      ],
    });
    expect((await world.get(other.ref)).status).toBe('NEEDS_HUMAN');
  });
});

describe('closing', () => {
  it('ends a task with its resolution, and says so', async () => {
    const task = await world.task();
    const dependent = await world.task({ dependsOn: [task.ref] });
    expect(await close(task, { resolution: 'already_resolved', note: 'By the last release.' })).toMatchObject(
      {
        status: 'CANCELLED',
        resolution: 'already_resolved',
        resolutionNote: 'By the last release.',
      },
    );
    expect(await world.events(task)).toEqual(['task.created', 'task.closed', 'task.cancelled']);
    expect((await world.as((tx, runs) => whyTask(tx, runs, world.me.workspaceId, task.ref))).sentence).toBe(
      'It was closed 0 s ago: what it asks for was done already (By the last release.).',
    );
    expect((await world.get(dependent.ref)).status).toBe('SKIPPED');
    await close(task, { resolution: 'already_resolved' });
    expect(await world.events(task)).toHaveLength(3);
    expect((await refusal(close(task, { resolution: 'invalid' }))).code).toBe('ILLEGAL_TRANSITION');
  });

  it('names what it is a duplicate of', async () => {
    const [original, task] = [await world.task(), await world.task()];
    const wrong = [{ duplicateOf: task.ref }, { duplicateOf: original.ref, resolution: 'invalid' as const }];
    for (const how of wrong)
      expect(await refusal(close(task, { resolution: 'duplicate', ...how }))).toMatchObject({
        code: 'VALIDATION_ERROR',
        details: { fieldErrors: [{ path: 'duplicateOf' }] },
      });
    expect((await refusal(close(task, { resolution: 'duplicate', duplicateOf: 'TASK-99999' }))).code).toBe(
      'NOT_FOUND',
    );
    expect(await close(task, { resolution: 'duplicate', duplicateOf: original.id })).toMatchObject({
      status: 'CANCELLED',
      originRef: original.ref,
    });
  });

  it('stops a live agent first', async () => {
    const task = await in_('IN_PROGRESS');
    await world.agent(task);
    expect(await close(task, { resolution: 'wont_fix' })).toMatchObject({
      status: 'CANCELLING',
      resolution: 'wont_fix',
    });
  });

  it.each(['COMPLETED', 'FAILED', 'SKIPPED'] as const)('is refused for one that is %s', async (status) => {
    const task = await in_(status);
    expect((await refusal(close(task, { resolution: 'invalid' }))).code).toBe('ILLEGAL_TRANSITION');
    expect((await world.get(task.ref)).resolution).toBeNull();
  });
});
