import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { expect, it } from 'vitest';
import { lockTask } from '@/domain/tasks/lock-task';
import { toWireId } from '@/lib/ids';
import { inEngine } from '@/lib/pool';
import { killAgent } from '@/services/coordinator/kill-agent';
import { endCancelled } from '@/services/supervisor/end-cancelled';
import { endKilled } from '@/services/supervisor/end-killed';
import { loseExpiredAgents } from '@/services/supervisor/lose-agents';
import { openSession } from '@/services/supervisor/open-session';
import { revokeRunner } from '@/services/supervisor/revoke-runner';
import { REPORT } from '../support/protocol-runner';
import { uuidOf, withWorld } from './world';

const world = withWorld();

it('two people whose changes wait for each other both get theirs: one is done over', async () => {
  const [one, other] = [await world.task(), await world.task()];
  let begun = 0;
  let bothBegan!: () => void;
  const both = new Promise<void>((resolve) => (bothBegan = resolve));
  let runs = 0;
  const change = (first: string, second: string) =>
    world.as(async (tx, verbs) => {
      runs++;
      await lockTask(verbs, world.me.workspaceId, first);
      if (++begun === 2) bothBegan();
      await both;
      const { id } = await lockTask(verbs, world.me.workspaceId, second);
      await tx.task.update({ where: { id }, data: { labels: { push: `after-${first}` } } });
    });
  await Promise.all([change(one.ref, other.ref), change(other.ref, one.ref)]);
  expect(runs).toBe(3);
  expect((await world.get(other.ref)).labels).toEqual([`after-${one.ref}`]);
  expect((await world.get(one.ref)).labels).toEqual([`after-${other.ref}`]);
});

it('any other failure is not tried again', async () => {
  let runs = 0;
  const fails = world.as(async () => {
    runs++;
    throw new Error('no');
  });
  await expect(fails).rejects.toThrow('no');
  expect(runs).toBe(1);
});

it('a person who cancels while an agent ends, or while one is granted, is told of the agent that is there then', async () => {
  const { sql, me } = world;
  for (const before of ['live', 'none']) {
    const task = await world.task();
    await world.force(task, 'IN_PROGRESS');
    if (before === 'live') await world.agent(task);
    const other = new pg.Client({ connectionString: process.env.DATABASE_URL });
    await other.connect();
    await other.query('begin');
    await other.query('select from task where id = $1 for no key update', [uuidOf(task.id)]);
    const locked = world.as((_tx, verbs) => lockTask(verbs, me.workspaceId, task.ref));
    for (let waits = 0; waits === 0; )
      waits = (await sql.query("select from pg_stat_activity where wait_event_type = 'Lock'")).rowCount ?? 0;
    await other.query('update task set attempt = 1 where id = $1', [uuidOf(task.id)]);
    if (before === 'live') await other.query('delete from lease where task_id = $1', [uuidOf(task.id)]);
    else await world.agent(task);
    await other.query('commit');
    await other.end();
    expect((await locked).agentId === null, before).toBe(before === 'live');
  }
});

it('whoever ends or steers an agent asks for its task first, so nobody waits for one who waits for them', async () => {
  const { sql, me, runnerId } = world;
  const steps: Record<string, (agentId: string) => Promise<unknown>> = {
    'a lease that has expired': loseExpiredAgents,
    'an end that is overdue': endKilled,
    'a cancellation that is overdue': endCancelled,
    'a runner that starts again': () =>
      openSession(
        { workspaceId: me.workspaceId, runnerId },
        {
          ...{ instanceId: randomUUID(), protocol: '1.0', features: [], maxConcurrent: 1 },
          ...{ activeAgents: [], report: REPORT },
        },
      ),
    'a person who ends it': (id) =>
      world.as((tx, runs) => killAgent(tx, runs, me, toWireId('agent', id), { requeue: true })),
    'a person who ends its runner': () =>
      revokeRunner(me.workspaceId, toWireId('runner', runnerId), `user:${me.userId}`),
  };
  for (const [name, step] of Object.entries(steps)) {
    await sql.query('delete from lease');
    const task = await world.task();
    await world.force(task, name.includes('cancellation') ? 'CANCELLING' : 'IN_PROGRESS', {
      attempt: 1,
      cancel_requested_at: name.includes('cancellation') ? new Date(0) : null,
    });
    const agentId = await world.agent(task);
    if (name.includes('expired')) await sql.query("update lease set expires_at = 'epoch'");
    if (name.includes('an end'))
      await sql.query(
        "update agent set kill_request = 'requeue', kill_requested_at = 'epoch' where id = $1",
        [agentId],
      );
    const other = new pg.Client({ connectionString: process.env.DATABASE_URL });
    await other.connect();
    await other.query("set lock_timeout = '2s'");
    await other.query('begin');
    await other.query('select from task where id = $1 for update', [uuidOf(task.id)]);
    let over = false;
    const done = step(agentId).finally(() => (over = true));
    for (let waits = 0; waits === 0 && !over; )
      waits = (await sql.query("select from pg_stat_activity where wait_event_type = 'Lock'")).rowCount ?? 0;
    const mine = other.query('select from lease where agent_id = $1 for update', [agentId]);
    await expect(mine, name).resolves.toMatchObject({ rowCount: 1 });
    const itsRunner = other.query('select from runner where id = $1 for update', [runnerId]);
    await expect(itsRunner, `${name}: the runner comes last`).resolves.toMatchObject({ rowCount: 1 });
    await other.query('commit');
    await other.end();
    await done;
  }
});

it('a connection that breaks in the middle of a transaction fails that one, and the process goes on', async () => {
  const whoAmI = { name: 'who-am-i', text: 'select pg_backend_pid() as pid' };
  const cut = inEngine(async (runs) => {
    const [{ pid }] = await runs.query(whoAmI);
    await world.sql.query('select pg_terminate_backend($1)', [pid]);
    // Nothing is asked for while it breaks: nobody but the pool's client hears of it.
    await new Promise((done) => setTimeout(done, 300));
    await runs.query(whoAmI);
  });
  await expect(cut).rejects.toThrow();
  expect(await inEngine((runs) => runs.query(whoAmI))).toHaveLength(1);
});

it('what nobody waits for fails the transaction by its own name, and nothing of it stays', async () => {
  const task = await world.task();
  const named = (name: string, text: string) => ({ name, text });
  const retitle = named('retitle', 'update task set title = $2 where id = $1::uuid');
  const divide = named('divide', 'select 1 / $1::int as n');
  const failed = async (readsAfter: boolean) =>
    inEngine(async (runs) => {
      await runs.query(retitle, [uuidOf(task.id), 'Changed']);
      runs.unread(runs.query(divide, [0]));
      if (readsAfter) await runs.query(divide, [1]);
    });
  await expect(failed(false)).rejects.toMatchObject({ code: '22012' });
  await expect(failed(true)).rejects.toMatchObject({ code: '22012' });
  expect((await world.get(task.ref)).title).not.toBe('Changed');
  await inEngine(async (runs) => runs.unread(runs.query(retitle, [uuidOf(task.id), 'Changed'])));
  expect((await world.get(task.ref)).title).toBe('Changed');
});
