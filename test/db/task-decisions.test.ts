import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BodyOf } from '@/contract/endpoint';
import type { Task, TaskStatus } from '@/contract/task';
import { TaskStatus as Statuses } from '@/contract/task';
import type { updateTask as contract } from '@/contract/task-calls';
import { openException } from '@/domain/exceptions/open-exception';
import { optionsFor } from '@/domain/exceptions/options';
import { PERSON_MOVES } from '@/domain/tasks/person-moves';
import { mayMove } from '@/domain/tasks/task-state';
import { asWorkspace } from '@/lib/db';
import { newId } from '@/lib/ids';
import { onWake, topic } from '@/lib/wake';
import { approveTask } from '@/services/coordinator/approve-task';
import { cancelTask } from '@/services/coordinator/cancel-task';
import { deleteTask } from '@/services/coordinator/delete-task';
import { requestChanges } from '@/services/coordinator/request-changes';
import { retryTask } from '@/services/coordinator/retry-task';
import { updateTask } from '@/services/coordinator/update-task';
import { refusal, uuidOf, withWorld } from './world';

const world = withWorld();
const about = (task: Task) => ({ ...world.me, ref: task.ref });
const cancel = (task: Task, why?: string) => world.as((tx, runs) => cancelTask(tx, runs, about(task), why));
const retry = (task: Task, guidance?: string) =>
  world.as((tx, runs) => retryTask(tx, runs, about(task), guidance));
const approve = (task: Task, sha: string) => world.as((tx, runs) => approveTask(tx, runs, about(task), sha));
const sendBack = (task: Task, guidance: string) =>
  world.as((tx, runs) => requestChanges(tx, runs, about(task), guidance));
const remove = (task: Task) => world.as((tx, runs) => deleteTask(tx, runs, about(task)));
const update = (task: Task, change: BodyOf<typeof contract>) =>
  world.as((tx, runs) => updateTask(tx, runs, about(task), change));
const ask = (task: Task) =>
  world.as((_, runs) =>
    openException(runs, {
      id: newId(),
      workspaceId: world.me.workspaceId,
      taskId: uuidOf(task.id),
      type: 'AGENT_STUCK',
      severity: 'high',
      title: 'Stuck',
      body: '',
      options: optionsFor('AGENT_STUCK', 'TASK-1'),
      actor: 'system',
    }),
  );
const openOnes = async (task: Task) =>
  (
    await world.sql.query(
      "select count(*)::int as n from exception where task_id = $1 and status in ('open', 'acknowledged')",
      [uuidOf(task.id)],
    )
  ).rows[0].n;
const SHA = 'b'.repeat(40);

async function in_(status: TaskStatus, more: Record<string, unknown> = {}): Promise<Task> {
  const task = await world.task();
  await world.force(task, status, more);
  return world.get(task.ref);
}

/** The task's hold with a lock on a path. */
async function holds(task: Task, path: string): Promise<void> {
  const { workspaceId } = world.me;
  await world.sql.query('insert into hold (task_id, workspace_id, project_id) values ($1, $2, $3)', [
    uuidOf(task.id),
    workspaceId,
    world.projectId,
  ]);
  await world.sql.query(
    `insert into file_lock (id, workspace_id, project_id, task_id, kind, pattern, match_key)
     values ($1, $2, $3, $4, 'file', $5, $5)`,
    [newId(), workspaceId, world.projectId, uuidOf(task.id), path],
  );
}

describe('cancelling', () => {
  it.each(['DRAFT', 'QUEUED', 'BLOCKED', 'VERIFYING', 'IN_REVIEW', 'NEEDS_HUMAN'] as const)(
    'ends a task that is %s and has no agent at once',
    async (status) => {
      const task = await in_(status);
      expect(await cancel(task, 'not needed')).toMatchObject({
        status: 'CANCELLED',
        reason: 'cancelled:not needed',
      });
    },
  );

  it.each(['ASSIGNED', 'IN_PROGRESS', 'VERIFYING'] as const)(
    'tells the live agent of one that is %s to stop, and can be repeated',
    async (status) => {
      const task = await in_(status);
      const agentId = await world.agent(task);
      let told = 0;
      const off = onWake(topic.agent(agentId), () => told++);
      expect((await cancel(task)).status).toBe('CANCELLING');
      expect((await cancel(task)).status).toBe('CANCELLING');
      off();
      expect(told).toBeGreaterThan(0);
      const { rows } = await world.sql.query(
        'select cancel_requested_at is not null as asked from task where id = $1',
        [uuidOf(task.id)],
      );
      expect(rows[0].asked).toBe(true);
      expect((await world.events(task)).filter((type) => type === 'task.cancelling')).toHaveLength(1);
    },
  );

  it.each(['COMPLETED', 'FAILED', 'SKIPPED'] as const)('is refused for one that is %s', async (status) => {
    const refused = await refusal(cancel(await in_(status)));
    expect(refused.code).toBe('ILLEGAL_TRANSITION');
    expect(refused.details?.status).toBe(status);
  });

  it('closes what was open, frees the locks and skips what depended on it', async () => {
    const task = await in_('NEEDS_HUMAN');
    await holds(task, 'src/a.ts');
    const dependent = await world.task({ dependsOn: [task.ref] });
    const waiter = await in_('BLOCKED', { reason: 'lock:src/', wait_key: 'src' });
    const other = await in_('BLOCKED', { reason: 'lock:docs/a.md', wait_key: 'docs/a.md' });
    await ask(task);
    await cancel(task);
    expect(await openOnes(task)).toBe(0);
    expect(await world.get(dependent.ref)).toMatchObject({ status: 'SKIPPED', reason: 'dependency_failed' });
    expect((await world.get(waiter.ref)).status).toBe('QUEUED');
    expect((await world.get(other.ref)).status).toBe('BLOCKED');
  });
});

describe('trying again', () => {
  it('queues a task that waits for a person, with guidance and all its attempts', async () => {
    const task = await in_('NEEDS_HUMAN', { failures: 3 });
    await ask(task);
    expect(await retry(task, 'Use the parser that is there.')).toMatchObject({
      status: 'QUEUED',
      failures: 0,
      feedback: 'Use the parser that is there.',
    });
    expect(await openOnes(task)).toBe(0);
    const { rows } = await world.sql.query(
      'select ready, claim_key is not null as placed from task where id = $1',
      [uuidOf(task.id)],
    );
    expect(rows[0]).toEqual({ ready: 'work', placed: true });
  });

  it('keeps what the last attempt was told where there is no new guidance', async () => {
    expect((await retry(await in_('NEEDS_HUMAN', { feedback: 'Two tests fail.' }))).feedback).toBe(
      'Two tests fail.',
    );
  });

  it.each(
    Statuses.options.filter((status) => !['NEEDS_HUMAN', 'FAILED', 'CANCELLED', 'SKIPPED'].includes(status)),
  )('is refused for one that is %s', async (status) => {
    expect((await refusal(retry(await in_(status)))).code).toBe('ILLEGAL_TRANSITION');
  });
});

describe('a review', () => {
  it('is bound to the commit that was seen', async () => {
    const task = await in_('IN_REVIEW', { head_sha: SHA });
    expect(await refusal(approve(task, 'c'.repeat(40)))).toMatchObject({
      code: 'STALE_COMMIT',
      details: { headSha: SHA },
    });
    expect(await approve(task, SHA)).toMatchObject({ status: 'MERGING', approvedSha: SHA });
    const { rows } = await world.sql.query('select ready, approved_by from task where id = $1', [
      uuidOf(task.id),
    ]);
    expect(rows[0]).toEqual({ ready: 'merge', approved_by: world.me.userId });
  });

  describe('in a workspace of several people', () => {
    let mate = '';
    beforeAll(async () => {
      await world.sql.query("insert into member (workspace_id, user_id, role) values ($1, $2, 'owner')", [
        world.me.workspaceId,
        world.me.userId,
      ]);
      mate = await joins('mate', 'member');
    });
    afterAll(async () => {
      await world.sql.query('delete from "user" where id = $1', [mate]);
      await world.sql.query('delete from member where user_id = $1', [world.me.userId]);
    });
    const joins = async (name: string, role: string): Promise<string> => {
      const id = newId();
      await world.sql.query('insert into "user" (id, name, email) values ($1, $2, $2)', [id, name]);
      await world.sql.query('insert into member (workspace_id, user_id, role) values ($1, $2, $3)', [
        world.me.workspaceId,
        id,
        role,
      ]);
      return id;
    };
    const approvedBy = (task: Task, userId: string) => {
      const who = { ...world.me, userId };
      return asWorkspace(who, (tx, runs) => approveTask(tx, runs, { ...who, ref: task.ref }, SHA));
    };
    const risky = (riskLevel: string) => in_('IN_REVIEW', { head_sha: SHA, risk_level: riskLevel });

    it('takes two of them where its risk is critical, and no one twice', async () => {
      const task = await risky('CRITICAL');
      for (let again = 0; again < 2; again++)
        expect(await approvedBy(task, world.me.userId)).toMatchObject({ status: 'IN_REVIEW' });
      expect(await approvedBy(task, mate)).toMatchObject({ status: 'MERGING' });
    });

    it('takes an admin who did not write it where its risk is high', async () => {
      const task = await risky('HIGH');
      expect(await refusal(approvedBy(task, mate))).toMatchObject({ code: 'FORBIDDEN' });
      const boss = await joins('boss', 'admin');
      expect(await refusal(approvedBy(task, world.me.userId))).toMatchObject({ code: 'FORBIDDEN' });
      expect(await approvedBy(task, boss)).toMatchObject({ status: 'MERGING' });
      await world.sql.query('delete from "user" where id = $1', [boss]);
    });

    it('waits for nobody who does not see its project, or cannot sign in', async () => {
      const { projectId, me } = world;
      const hidden = await risky('CRITICAL');
      const owned = "update project set visibility = 'private', owner_id = $2 where id = $1";
      await world.sql.query(owned, [projectId, me.userId]);
      expect(await approvedBy(hidden, me.userId)).toMatchObject({ status: 'MERGING' });
      await world.sql.query("update project set visibility = 'workspace' where id = $1", [projectId]);
      await world.sql.query('update "user" set disabled_at = now() where id = $1', [mate]);
      expect(await approvedBy(await risky('CRITICAL'), me.userId)).toMatchObject({ status: 'MERGING' });
    });
  });

  it('may be approved twice by the same click', async () => {
    const task = await in_('IN_REVIEW', { head_sha: SHA });
    const both = await Promise.all([approve(task, SHA), approve(task, SHA)]);
    expect(both.map(({ status }) => status)).toEqual(['MERGING', 'MERGING']);
    expect((await world.events(task)).filter((type) => type === 'task.merging')).toHaveLength(1);
  });

  it('sends the task back with what is to be changed', async () => {
    const task = await in_('IN_REVIEW', { head_sha: SHA, approved_sha: SHA });
    expect(await sendBack(task, 'Round up.')).toMatchObject({
      status: 'QUEUED',
      feedback: 'Round up.',
      approvedSha: null,
    });
  });

  it.each(Statuses.options.filter((status) => status !== 'IN_REVIEW'))(
    'is refused for a task that is %s',
    async (status) => {
      const task = await in_(status, { head_sha: SHA });
      expect((await refusal(approve(task, SHA))).code).toBe('ILLEGAL_TRANSITION');
      // A merge that nobody has begun can be called off.
      if (status !== 'MERGING') expect((await refusal(sendBack(task, 'x'))).code).toBe('ILLEGAL_TRANSITION');
    },
  );
});

describe('deleting', () => {
  it('takes a task with its history and leaves its events', async () => {
    const task = await world.task();
    expect(await remove(task)).toEqual({ id: task.id, deleted: true });
    expect((await refusal(world.get(task.ref))).code).toBe('NOT_FOUND');
    expect(await world.events(task)).toEqual(['task.created', 'task.deleted']);
  });

  it('is refused while an agent works on it, or another task waits for it', async () => {
    const task = await in_('IN_PROGRESS');
    await world.agent(task);
    expect((await refusal(remove(task))).code).toBe('CONFLICT');
    const needed = await world.task();
    const dependent = await world.task({ dependsOn: [needed.ref] });
    expect((await refusal(remove(needed))).message).toContain(dependent.ref);
    await cancel(dependent);
    expect((await remove(needed)).deleted).toBe(true);
  });

  it('frees its file locks for whoever waits', async () => {
    const task = await in_('IN_REVIEW');
    await holds(task, 'src/a.ts');
    const waiter = await in_('BLOCKED', { reason: 'lock:src/', wait_key: 'src' });
    const other = await in_('BLOCKED', { reason: 'lock:docs/a.md', wait_key: 'docs/a.md' });
    await remove(task);
    expect((await world.get(waiter.ref)).status).toBe('QUEUED');
    expect((await world.get(other.ref)).status).toBe('BLOCKED');
  });
});

describe('changing', () => {
  it('alters what a waiting task says, counts its version and tells it', async () => {
    const task = await world.task({ priority: 4 });
    const changed = await update(task, {
      title: 'Another title',
      priority: 0,
      filesHint: ['./x//y.ts'],
      budgetMicros: 5,
      version: 0,
    });
    expect(changed).toMatchObject({
      title: 'Another title',
      priority: 0,
      filesHint: ['x/y.ts'],
      budgetMicros: 5,
      version: 1,
    });
    const { rows } = await world.sql.query('select claim_key = queued_at as first from task where id = $1', [
      uuidOf(task.id),
    ]);
    expect(rows[0].first, 'the most urgent has no waiting time to make up').toBe(true);
    expect(await world.events(task)).toContain('task.updated');
  });

  it('is refused on an old version, even where it would change nothing', async () => {
    const task = await world.task();
    await update(task, { title: 'Newer' });
    expect(await refusal(update(task, { title: 'Mine', version: 0 }))).toMatchObject({
      code: 'STALE_VERSION',
      details: { version: 1 },
    });
  });

  it.each([
    'ASSIGNED',
    'IN_PROGRESS',
    'VERIFYING',
    'IN_REVIEW',
    'MERGING',
    'CANCELLING',
    'COMPLETED',
    'FAILED',
    'CANCELLED',
    'SKIPPED',
  ] as const)('is refused for what an agent works from or has ended: %s', async (status) => {
    expect((await refusal(update(await in_(status), { title: 'x' }))).code).toBe('CONFLICT');
  });

  it('looks again for a task that waited for a lock it no longer wants', async () => {
    expect(
      (await update(await in_('BLOCKED', { reason: 'lock:src/a.ts' }), { filesHint: ['docs/'] })).status,
    ).toBe('QUEUED');
  });
});

describe('a status set by a person', () => {
  for (const from of Statuses.options) {
    it(`from ${from} goes where a person may, and nowhere else`, async () => {
      for (const to of Statuses.options) {
        const task = await in_(from, { reason: null });
        const allowed = PERSON_MOVES[from];
        if (to === from) expect((await update(task, { status: to })).status).toBe(from);
        else if (allowed.includes(to)) {
          const { status } = await update(task, { status: to });
          // One that must have an agent is stopped by way of CANCELLING, which a sweep ends.
          expect(status).toBe(mayMove(from, to) ? to : 'CANCELLING');
        } else
          expect(await refusal(update(task, { status: to }))).toMatchObject({
            code: 'ILLEGAL_TRANSITION',
            details: { allowed },
          });
      }
    });
  }

  it('queues a draft, or blocks it where what it depends on is open', async () => {
    const needed = await world.task();
    const draft = await world.task({ draft: true, dependsOn: [needed.ref] });
    expect(await update(draft, { status: 'QUEUED' })).toMatchObject({
      status: 'BLOCKED',
      reason: `dependency:${needed.ref}`,
    });
    const free = await world.task({ draft: true });
    expect((await update(free, { status: 'QUEUED' })).status).toBe('QUEUED');
  });
});
