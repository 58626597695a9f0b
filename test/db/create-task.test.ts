import { describe, expect, it } from 'vitest';
import { TaskDraft } from '@/contract/task';
import { findWay } from '@/domain/tasks/find-way';
import { refuseCycle } from '@/domain/tasks/refuse-cycle';
import { resolveNeeds } from '@/domain/tasks/resolve-needs';
import type { Runs } from '@/lib/pool';
import { onWake, topic } from '@/lib/wake';
import { advanceTask } from '@/services/coordinator/advance-task';
import { createTask } from '@/services/coordinator/create-task';
import { refusal, uuidOf, withWorld } from './world';

const world = withWorld();

describe('a new task', () => {
  it('takes the next number, the defaults of its project, and a place in the queue', async () => {
    const first = await world.task({ title: 'First', priority: 1 });
    const second = await world.task({ title: 'Second', filesHint: ['./src//a.ts', 'src/a.ts', 'docs/'] });
    expect(Number(second.ref.slice(5))).toBe(Number(first.ref.slice(5)) + 1);
    expect(second).toMatchObject({
      status: 'QUEUED',
      reason: null,
      projectName: 'Shop',
      timeoutMs: 1_800_000,
      maxTurns: 60,
      filesHint: ['src/a.ts', 'docs/'],
      version: 0,
    });
    const { rows } = await world.sql.query(
      `select ready, round(extract(epoch from claim_key - queued_at))::int as later, abs(extract(epoch from queued_at - clock_timestamp())) < 10 as fresh from task where id = $1`,
      [uuidOf(first.id)],
    );
    expect(rows[0]).toEqual({ ready: 'work', later: 600, fresh: true });
    expect(await world.events(first)).toEqual(['task.created']);
  });

  it('wakes waiting runners and readers when it is there, not before', async () => {
    const heard: string[] = [];
    const offs = [topic.claims(world.me.workspaceId), topic.events(world.me.workspaceId)].map((name) =>
      onWake(name, (t) => heard.push(t)),
    );
    await world.task();
    expect(new Set(heard)).toEqual(
      new Set([topic.claims(world.me.workspaceId), topic.events(world.me.workspaceId)]),
    );
    await new Promise((resolve) => setTimeout(resolve, 300));
    heard.length = 0;
    await world.task({ draft: true });
    expect(heard).toEqual([topic.events(world.me.workspaceId)]);
    for (const off of offs) off();
  });

  it('asks the database nothing about families where it has none', async () => {
    const asked = async (draft: Partial<TaskDraft>) => {
      const names: string[] = [];
      await world.as((tx, runs) => {
        const query: Runs['query'] = (statement, values) => {
          names.push(statement.name);
          return runs.query(statement, values);
        };
        return createTask(tx, { ...runs, query }, world.me, TaskDraft.parse({ title: 'A task', ...draft }));
      });
      return names;
    };
    expect(await asked({})).toEqual(['next-task-number']);
    const { ref } = await world.task({ type: 'epic' });
    expect(await asked({ parent: ref })).toContain('lock-parents');
  });

  it('stays out of the queue as a draft', async () => {
    expect(await world.task({ draft: true })).toMatchObject({ status: 'DRAFT', queuedAt: null });
  });

  it('waits for what it depends on, and is queued when that is done', async () => {
    const needed = await world.task();
    const task = await world.task({ dependsOn: [needed.ref, needed.id] });
    expect(task).toMatchObject({
      status: 'BLOCKED',
      reason: `dependency:${needed.ref}`,
      dependsOn: [needed.ref],
    });
    await world.force(needed, 'MERGING');
    await world.as((_, runs) =>
      advanceTask(runs, {
        workspaceId: world.me.workspaceId,
        taskId: uuidOf(needed.id),
        from: ['MERGING'],
        to: 'COMPLETED',
        actor: 'system',
      }),
    );
    expect((await world.get(task.ref)).status).toBe('QUEUED');
  });

  it('says which of several it still waits for, each time the one that was named is done', async () => {
    const end = async (task: { id: string }) => {
      await world.force(task, 'MERGING');
      const move = { workspaceId: world.me.workspaceId, taskId: uuidOf(task.id), actor: 'system' };
      await world.as((_, runs) => advanceTask(runs, { ...move, from: ['MERGING'], to: 'COMPLETED' }));
    };
    const needed = [await world.task(), await world.task(), await world.task(), await world.task()] as const;
    const [first, second, third, fourth] = needed;
    const task = await world.task({ dependsOn: needed.map(({ ref }) => ref) });
    const told = async () => {
      const { status, reason, version } = await world.get(task.ref);
      return { status, reason, version };
    };
    const { reason: named, version } = await told();
    expect(named).toBe(`dependency:${first.ref}`);
    await end(second);
    expect(await told()).toEqual({ status: 'BLOCKED', reason: named, version });
    await end(first);
    expect(await told()).toMatchObject({ status: 'BLOCKED', reason: `dependency:${fourth.ref}` });
    await end(fourth);
    expect(await told()).toMatchObject({ status: 'BLOCKED', reason: `dependency:${third.ref}` });
    const { rows } = await world.sql.query(
      "select payload ->> 'reason' as reason from event where task_id = $1 and type = 'task.blocked' order by id",
      [uuidOf(task.id)],
    );
    expect(rows.map(({ reason }) => reason)).toEqual([fourth, third].map(({ ref }) => `dependency:${ref}`));
    await end(third);
    expect(await told()).toMatchObject({ status: 'QUEUED', reason: null });
  });

  it('never misses a dependency that ends at the same moment', async () => {
    for (let round = 0; round < 10; round++) {
      const needed = await world.task();
      await world.force(needed, 'MERGING');
      const [task] = await Promise.all([
        world.task({ dependsOn: [needed.ref] }),
        world.as((_, runs) =>
          advanceTask(runs, {
            workspaceId: world.me.workspaceId,
            taskId: uuidOf(needed.id),
            from: ['MERGING'],
            to: 'COMPLETED',
            actor: 'system',
          }),
        ),
      ]);
      expect((await world.get(task.ref)).status).toBe('QUEUED');
    }
  });

  it('numbers tasks without a gap or a double when many are made at once', async () => {
    const made = await Promise.all(Array.from({ length: 20 }, () => world.task()));
    const numbers = made.map(({ ref }) => Number(ref.slice(5))).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 20 }, (_, n) => numbers[0]! + n));
  });

  it('is refused, with nothing written, where something in it is not right', async () => {
    const failed = await world.task();
    await world.force(failed, 'FAILED');
    const before = await world.sql.query('select task_seq from workspace');
    expect(await refusal(world.task({ filesHint: ['../x'] }))).toMatchObject({
      code: 'BAD_PATH',
      details: { path: '../x' },
    });
    expect((await refusal(world.task({ dependsOn: ['TASK-99999'] }))).code).toBe('NOT_FOUND');
    expect((await refusal(world.task({ dependsOn: [failed.ref] }))).message).toContain('has ended as FAILED');
    expect((await refusal(world.task({ projectId: `proj_${'0'.repeat(32)}` }))).code).toBe('NOT_FOUND');
    expect((await world.sql.query('select task_seq from workspace')).rows).toEqual(before.rows);
  });

  it('needs its project named where there are several', async () => {
    await world.sql.query(
      "insert into project (id, workspace_id, name, repo) values (gen_random_uuid(), $1, 'Other', '/o')",
      [world.me.workspaceId],
    );
    expect(await refusal(world.task())).toMatchObject({
      code: 'VALIDATION_ERROR',
      details: { fieldErrors: [{ path: 'projectId' }] },
    });
    await world.sql.query("delete from project where name = 'Other'");
  });
});

describe('dependencies that would go round in a circle', () => {
  it('are refused with the circle named', async () => {
    const a = await world.task({ draft: true });
    const b = await world.task({ draft: true, dependsOn: [a.ref] });
    const c = await world.task({ draft: true, dependsOn: [b.ref] });
    const close = world.as(async (_, runs) => {
      const needs = await resolveNeeds(runs, world.me.workspaceId, [c.ref]);
      await refuseCycle(runs, world.me.workspaceId, { id: uuidOf(a.id), ref: a.ref }, needs);
    });
    expect(await refusal(close)).toMatchObject({
      code: 'DEPENDENCY_CYCLE',
      details: { cycle: [a.ref, c.ref, b.ref, a.ref] },
    });
    const fine = await world.as((_, runs) =>
      findWay(runs, world.me.workspaceId, [uuidOf(a.id)], [uuidOf(c.id)]),
    );
    expect(fine).toBeNull();
  });
});
