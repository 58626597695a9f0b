import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { BodyOf } from '@/contract/endpoint';
import type { Task, TaskDraft, TaskStatus } from '@/contract/task';
import type { updateTask as contract } from '@/contract/task-calls';
import { deleteProject } from '@/domain/projects/delete-project';
import { toWireId } from '@/lib/ids';
import { advanceTask } from '@/services/coordinator/advance-task';
import { cancelTask } from '@/services/coordinator/cancel-task';
import { deleteTask } from '@/services/coordinator/delete-task';
import { updateTask } from '@/services/coordinator/update-task';
import { whyTask } from '@/services/triage/why-task';
import { refusal, uuidOf, withWorld } from './world';

const world = withWorld();
const about = (task: Task) => ({ ...world.me, ref: task.ref });
const update = (task: Task, change: BodyOf<typeof contract>) =>
  world.as((tx, runs) => updateTask(tx, runs, about(task), change));
const remove = (task: Task) => world.as((tx, runs) => deleteTask(tx, runs, about(task)));
const cancel = (task: Task) => world.as((tx, runs) => cancelTask(tx, runs, about(task)));
const why = async (task: Task) =>
  (await world.as((tx, runs) => whyTask(tx, runs, world.me.workspaceId, task.ref))).sentence;
const epic = (draft: Partial<TaskDraft> = {}) => world.task({ type: 'epic', ...draft });

/** Lets a task end from where it stands. */
const finish = (task: Task, from: TaskStatus, to: TaskStatus) =>
  world.as((_, runs) =>
    advanceTask(runs, {
      workspaceId: world.me.workspaceId,
      taskId: uuidOf(task.id),
      from: [from],
      to,
      actor: 'system',
    }),
  );

/** Ends a task from where it must stand for that. */
async function end(task: Task, to: TaskStatus): Promise<void> {
  const from: TaskStatus = to === 'COMPLETED' ? 'MERGING' : to === 'SKIPPED' ? 'BLOCKED' : 'NEEDS_HUMAN';
  await world.force(task, from);
  await finish(task, from, to);
}

describe('a task that gathers sub-tasks', () => {
  it.each(['epic', 'feature', 'story'] as const)(
    'of type %s waits for some and is offered to nobody',
    async (type) => {
      const task = await world.task({ type });
      expect(task).toMatchObject({
        type,
        status: 'BLOCKED',
        reason: 'subtasks',
        subTasks: { total: 0, open: 0 },
        queuedAt: null,
      });
      expect(await why(task)).toBe('It gathers sub-tasks and has none yet. Add one, or close it.');
      const offer = world.sql.query(
        `update task set status = 'QUEUED', ready = 'work', claim_key = clock_timestamp() where id = $1`,
        [uuidOf(task.id)],
      );
      await expect(offer).rejects.toThrow(/task_container_is_not_ready/);
    },
  );

  it('is done with the last of them', async () => {
    const parent = await epic();
    const [first, second] = [
      await world.task({ parent: parent.ref }),
      await world.task({ parent: parent.id, type: 'bug' }),
    ];
    expect(first).toMatchObject({ parentRef: parent.ref, status: 'QUEUED' });
    expect((await world.get(parent.ref)).subTasks).toEqual({ total: 2, open: 2 });
    expect(await why(parent)).toBe(`It waits for its sub-task ${first.ref}, which is queued.`);
    await end(first, 'COMPLETED');
    expect(await world.get(parent.ref)).toMatchObject({
      status: 'BLOCKED',
      reason: 'subtasks',
      subTasks: { total: 2, open: 1 },
    });
    await end(second, 'CANCELLED');
    expect(await world.get(parent.ref)).toMatchObject({
      status: 'COMPLETED',
      subTasks: { total: 2, open: 0 },
    });
    expect((await world.events(parent)).at(-1)).toBe('task.completed');
  });

  it('finishes what is above it, and frees what waited for it', async () => {
    const top = await epic();
    const middle = await world.task({ type: 'story', parent: top.ref });
    const leaf = await world.task({ parent: middle.ref });
    const after = await world.task({ dependsOn: [top.ref] });
    expect(after).toMatchObject({ status: 'BLOCKED', reason: `dependency:${top.ref}` });
    await end(leaf, 'COMPLETED');
    for (const task of [middle, top]) expect((await world.get(task.ref)).status).toBe('COMPLETED');
    expect((await world.get(after.ref)).status).toBe('QUEUED');
  });

  it.each([
    ['FAILED', ['COMPLETED', 'FAILED'], 1],
    ['dropped', ['CANCELLED', 'SKIPPED'], 0],
  ] as const)('says which of them has %s where it cannot be done', async (_, ends, named) => {
    const parent = await epic();
    const tasks = [await world.task({ parent: parent.ref }), await world.task({ parent: parent.ref })];
    for (const [i, to] of ends.entries()) await end(tasks[i]!, to);
    const ref = tasks[named]!.ref;
    expect(await world.get(parent.ref)).toMatchObject({ status: 'BLOCKED', reason: `subtask_failed:${ref}` });
    expect(await why(parent)).toContain(`but ${ref} without success`);
    const more = await world.task({ parent: parent.ref });
    expect(await world.get(parent.ref)).toMatchObject({ status: 'BLOCKED', reason: 'subtasks' });
    await remove(more);
    expect((await world.get(parent.ref)).reason).toBe(`subtask_failed:${ref}`);
  });

  it('goes on where the one that failed is deleted', async () => {
    const parent = await epic();
    const [good, bad] = [await world.task({ parent: parent.ref }), await world.task({ parent: parent.ref })];
    await end(bad, 'FAILED');
    await end(good, 'COMPLETED');
    expect((await world.get(parent.ref)).status).toBe('BLOCKED');
    await remove(bad);
    expect((await world.get(parent.ref)).status).toBe('COMPLETED');
  });

  it('is done once where its last two end at the same moment', async () => {
    for (let round = 0; round < 5; round++) {
      const parent = await epic();
      const tasks = [await world.task({ parent: parent.ref }), await world.task({ parent: parent.ref })];
      for (const task of tasks) await world.force(task, 'MERGING');
      await Promise.all(tasks.map((task) => finish(task, 'MERGING', 'COMPLETED')));
      expect((await world.get(parent.ref)).status).toBe('COMPLETED');
      expect((await world.events(parent)).filter((type) => type === 'task.completed')).toHaveLength(1);
    }
  });

  it('is never done with a sub-task that is added as its last one ends', async () => {
    for (let round = 0; round < 5; round++) {
      const parent = await epic();
      const last = await world.task({ parent: parent.ref });
      await world.force(last, 'MERGING');
      const [added] = await Promise.allSettled([
        world.task({ parent: parent.ref }),
        finish(last, 'MERGING', 'COMPLETED'),
      ]);
      const { status, subTasks } = await world.get(parent.ref);
      expect([status, subTasks.open]).toEqual(
        added.status === 'fulfilled' ? ['BLOCKED', 1] : ['COMPLETED', 0],
      );
    }
  });

  it('waits for what it depends on itself as well', async () => {
    const needed = await world.task();
    const parent = await epic({ dependsOn: [needed.ref] });
    const child = await world.task({ parent: parent.ref });
    await end(child, 'COMPLETED');
    expect(await world.get(parent.ref)).toMatchObject({
      status: 'BLOCKED',
      reason: `dependency:${needed.ref}`,
    });
    await end(needed, 'COMPLETED');
    expect((await world.get(parent.ref)).status).toBe('COMPLETED');
  });

  it('waits as a draft, and for its sub-tasks when it is queued', async () => {
    const parent = await epic({ draft: true });
    const child = await world.task({ parent: parent.ref });
    expect((await world.get(parent.ref)).status).toBe('DRAFT');
    expect(await update(parent, { status: 'QUEUED' })).toMatchObject({
      status: 'BLOCKED',
      reason: 'subtasks',
    });
    const late = await epic({ draft: true });
    const done = await world.task({ parent: late.ref });
    await end(done, 'COMPLETED');
    expect((await update(late, { status: 'QUEUED' })).status).toBe('COMPLETED');
    await end(child, 'COMPLETED');
    expect((await world.get(parent.ref)).status).toBe('COMPLETED');
  });

  it('is neither cancelled nor deleted while it has them', async () => {
    const parent = await epic();
    const child = await world.task({ parent: parent.ref });
    expect(await refusal(cancel(parent))).toMatchObject({ code: 'CONFLICT', details: { open: [child.ref] } });
    expect((await refusal(remove(parent))).message).toContain(child.ref);
    await cancel(child);
    expect((await refusal(remove(parent))).code).toBe('CONFLICT');
    expect((await cancel(parent)).status).toBe('CANCELLED');
    await remove(child);
    expect((await remove(parent)).deleted).toBe(true);
  });
});

describe('a parent', () => {
  it('is what gathers sub-tasks, and has not ended', async () => {
    expect(await refusal(world.task({ parent: (await world.task()).ref }))).toMatchObject({
      code: 'VALIDATION_ERROR',
      details: { fieldErrors: [{ path: 'parent' }] },
    });
    const over = await epic();
    await cancel(over);
    expect((await refusal(world.task({ parent: over.ref }))).code).toBe('CONFLICT');
    expect((await refusal(world.task({ parent: 'TASK-99999' }))).code).toBe('NOT_FOUND');
  });

  it('may stand five levels high, however the tree is put together', async () => {
    let at = await epic();
    for (let level = 2; level < 5; level++) at = await world.task({ type: 'story', parent: at.ref });
    const low = await world.task({ type: 'story', parent: at.ref });
    expect((await refusal(world.task({ parent: low.ref }))).message).toContain('more than 5 levels');
    const other = await epic();
    await world.task({ parent: other.ref });
    expect((await refusal(update(other, { parent: at.ref }))).message).toContain('more than 5 levels');
    expect((await update(low, { parent: other.ref })).parentRef).toBe(other.ref);
  });

  it('is changed and taken away, and both parents notice', async () => {
    const [from, to] = [await epic(), await epic()];
    const done = await world.task({ parent: from.ref });
    const moved = await world.task({ parent: from.ref });
    await end(done, 'COMPLETED');
    expect((await update(moved, { parent: to.ref })).parentRef).toBe(to.ref);
    expect((await world.get(from.ref)).status).toBe('COMPLETED');
    expect((await world.get(to.ref)).subTasks).toEqual({ total: 1, open: 1 });
    expect((await update(moved, { parent: null })).parentRef).toBeNull();
    expect((await world.get(to.ref)).subTasks.total).toBe(0);
  });

  it('is never below its own sub-task', async () => {
    const top = await epic();
    const low = await world.task({ type: 'feature', parent: top.ref });
    expect(await refusal(update(top, { parent: low.ref }))).toMatchObject({
      code: 'DEPENDENCY_CYCLE',
      details: { cycle: [low.ref, top.ref, low.ref] },
    });
    expect(await refusal(update(top, { parent: top.ref }))).toMatchObject({
      code: 'DEPENDENCY_CYCLE',
      details: { cycle: [top.ref, top.ref] },
    });
  });

  it('is waited for by none of those it waits for', async () => {
    const top = await epic();
    const child = await world.task({ parent: top.ref });
    const after = await world.task({ dependsOn: [top.ref] });
    expect(await refusal(update(child, { dependsOn: [after.ref] }))).toMatchObject({
      code: 'DEPENDENCY_CYCLE',
      details: { cycle: [child.ref, after.ref, top.ref, child.ref] },
    });
    expect(await refusal(update(after, { parent: top.ref }))).toMatchObject({
      details: { cycle: [top.ref, after.ref, top.ref] },
    });
    expect(await refusal(world.task({ parent: top.ref, dependsOn: [after.ref] }))).toMatchObject({
      details: { cycle: [top.ref, 'the task', after.ref, top.ref] },
    });
  });
});

describe('the type of a task', () => {
  it('changes between what is worked on and what gathers, before the work begins', async () => {
    const task = await world.task();
    expect((await update(task, { type: 'bug' })).status).toBe('QUEUED');
    expect(await update(task, { type: 'epic' })).toMatchObject({ status: 'BLOCKED', reason: 'subtasks' });
    const child = await world.task({ parent: task.ref });
    expect((await refusal(update(task, { type: 'task' }))).message).toContain(child.ref);
    await remove(child);
    expect((await update(task, { type: 'task' })).status).toBe('QUEUED');
    const needed = await world.task();
    await update(task, { type: 'story', dependsOn: [needed.ref] });
    expect(await update(task, { type: 'task' })).toMatchObject({
      status: 'BLOCKED',
      reason: `dependency:${needed.ref}`,
    });
    const worked = await world.task();
    await world.force(worked, 'NEEDS_HUMAN', { attempt: 1 });
    expect((await refusal(update(worked, { type: 'epic' }))).code).toBe('CONFLICT');
  });
});

describe('sub-tasks of other projects', () => {
  it('stay when the project of their parent goes, and keep theirs from going before it has ended', async () => {
    const other = randomUUID();
    await world.sql.query(
      "insert into project (id, workspace_id, name, repo) values ($1, $2, 'Other', '/o')",
      [other, world.me.workspaceId],
    );
    const [here, there] = [world.projectId, other].map((id) => toWireId('proj', id));
    const drop = () => world.as((tx, runs) => deleteProject(tx, runs, world.me, there!));
    const mine = await epic({ projectId: here });
    const theirs = await world.task({ projectId: there, parent: mine.ref, draft: true });
    expect((await refusal(drop())).message).toContain(`gathers ${theirs.ref}`);
    await remove(theirs);
    const gone = await epic({ projectId: there });
    const stays = await world.task({ projectId: here, parent: gone.ref });
    await end(stays, 'CANCELLED');
    await cancel(gone);
    expect((await drop()).deleted).toBe(true);
    expect((await world.get(stays.ref)).parentRef).toBeNull();
  });
});

describe('a draft of another project that a task depends on', () => {
  it('keeps its project from going: nothing would ever free the task', async () => {
    const other = randomUUID();
    await world.sql.query(
      "insert into project (id, workspace_id, name, repo) values ($1, $2, 'Needed', '/n')",
      [other, world.me.workspaceId],
    );
    const there = toWireId('proj', other);
    const drop = () => world.as((tx, runs) => deleteProject(tx, runs, world.me, there));
    const needed = await world.task({ projectId: there, draft: true });
    const waits = await world.task({ projectId: toWireId('proj', world.projectId), dependsOn: [needed.ref] });
    expect(await refusal(drop())).toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining(`${waits.ref} of another project depends on ${needed.ref}`),
    });
    await update(waits, { dependsOn: [] });
    expect((await world.get(waits.ref)).status).toBe('QUEUED');
    expect((await drop()).deleted).toBe(true);
  });
});
