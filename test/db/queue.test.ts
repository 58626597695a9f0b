import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { RetryPolicy, StallLimits } from '@/contract/stall';
import { type ApiServer, startApi } from '../support/api-server';
import { changeOf, PASSING_TEST, ProtocolRunner, send } from '../support/protocol-runner';
import { withDatabase } from '../support/with-database';
import { uuidOf } from './world';

/** QUEUE_TASKS=500 takes some minutes and finds no more than this does, but for the rarest races. */
const TASKS = Number(process.env.QUEUE_TASKS ?? 120);

const database = withDatabase();
let api: ApiServer;
let sql: pg.Client;
let runner: ProtocolRunner;
let shop: { id: string };
let docs: { id: string };

const project = async (name: string) =>
  (await send(api.url, 'POST', '/api/projects', { body: { name, repo: `/srv/${name}` } })).data;
const task = async (projectId: string, more: object = {}) => {
  const made = await send(api.url, 'POST', '/api/tasks', { body: { title: 'A task', projectId, ...more } });
  if (made.status !== 201) throw new Error(JSON.stringify(made.error));
  return made.data;
};
const settings = (body: object) => send(api.url, 'PATCH', '/api/settings/queue', { body });
const why = async (ref: string) => (await send(api.url, 'GET', `/api/tasks/${ref}/why`)).data;
const claimed = async () => (await runner.claim(0)).data.assignment;

beforeAll(async () => {
  api = await startApi({ door: 'own' });
  sql = new pg.Client({ connectionString: database.url });
  await sql.connect();
  shop = await project('shop');
  docs = await project('docs');
});
afterAll(async () => {
  await sql.end();
  await api.stop();
});
beforeEach(async () => {
  await sql.query('delete from lease');
  await sql.query('delete from task');
  await sql.query('delete from setting');
  await sql.query('update project set max_concurrent = null');
  await sql.query("update runner set status = 'REVOKED'");
  runner = await new ProtocolRunner(api.url).connect();
  await runner.open();
});

describe('clearing the queue', () => {
  const stats = async () => (await send(api.url, 'GET', '/api/queue/stats')).data;
  const clear = async (body: object = {}) => (await send(api.url, 'POST', '/api/queue/clear', { body })).data;

  it('takes what has ended out of its figures, and nothing else changes', async () => {
    await task(shop.id, { role: 'planner' });
    const assignment = await runner.mustClaim();
    await runner.begin(assignment);
    await runner.finish(assignment, { headSha: null, changes: null });
    await task(shop.id);
    expect(await stats()).toMatchObject({ waiting: 1, completed: 1, clearedAt: null });
    expect(await clear()).toMatchObject({
      waiting: 1,
      completed: 0,
      cancelledNow: 0,
      clearedAt: expect.any(String),
    });
    const listed = await send(api.url, 'GET', '/api/tasks');
    expect(listed.data.map(({ status }: { status: string }) => status).sort()).toEqual([
      'COMPLETED',
      'QUEUED',
    ]);
  });

  it('of all cancels what waits, those behind others too, and never what an agent has', async () => {
    await task(shop.id);
    const busy = await runner.mustClaim();
    const first = await task(shop.id);
    await task(shop.id, { dependsOn: [first.ref] });
    await task(docs.id);
    await task(docs.id, { draft: true });
    expect(await stats()).toMatchObject({ waiting: 2, delayed: 1, active: 1 });
    const cleared = await clear({ scope: 'all' });
    expect(cleared).toMatchObject({ waiting: 0, delayed: 0, active: 1, cancelled: 0 });
    expect((await runner.begin(busy)).status).toBe(200);
    expect((await claimed())?.taskId).toBeUndefined();
    const { rows } = await sql.query(
      'select status::text, count(*)::int as n from task group by 1 order by 1',
    );
    const ended = rows.filter(({ status }) => ['CANCELLED', 'SKIPPED'].includes(status));
    expect(ended.reduce((sum, { n }) => sum + n, 0)).toBe(3);
    expect(cleared.cancelledNow).toBeGreaterThan(1);
    expect(await stats(), 'the draft and the one at work stay').toMatchObject({ active: 1 });
  });
});

describe('the settings of the queue', () => {
  it('are unlimited until somebody says otherwise, and keep what is left out', async () => {
    const { data } = await send(api.url, 'GET', '/api/settings/queue');
    expect(data).toEqual({
      paused: false,
      pauseNote: null,
      stopOnFailure: false,
      maxConcurrent: null,
      roleLimits: {},
      stall: StallLimits.parse({}),
      retry: RetryPolicy.parse({}),
    });
    await settings({ maxConcurrent: 3 });
    expect((await settings({ roleLimits: { reviewer: 1 } })).data).toMatchObject({
      maxConcurrent: 3,
      roleLimits: { reviewer: 1 },
    });
  });

  it('refuse what makes no sense', async () => {
    for (const body of [{ maxConcurrent: 0 }, { roleLimits: { wizard: 1 } }, { paused: 'yes' }, { speed: 9 }])
      expect((await settings(body)).error.code).toBe('VALIDATION_ERROR');
  });
});

describe('a note', () => {
  it('goes with the pause, and stands only while there is one', async () => {
    await settings({ paused: true, pauseNote: 'deploy freeze' });
    expect((await settings({ maxConcurrent: 3 })).data).toMatchObject({
      paused: true,
      pauseNote: 'deploy freeze',
    });
    expect((await settings({ paused: false })).data).toMatchObject({
      paused: false,
      pauseNote: null,
      maxConcurrent: 3,
    });
  });

  it('that was said without a pause is not found by the next one', async () => {
    for (const _ of ['first', 'again'])
      expect((await settings({ pauseNote: 'early' })).data.pauseNote).toBeNull();
    expect((await settings({ paused: true })).data).toMatchObject({ paused: true, pauseNote: null });
  });

  it('of a queue that has just stopped itself is not lost to who changes something else meanwhile', async () => {
    await settings({ stopOnFailure: true });
    const other = new pg.Client({ connectionString: database.url });
    await other.connect();
    await other.query('begin');
    await other.query(`update setting set value = value || '{"paused":true,"pauseNote":"TASK-1 failed"}'`);
    const changing = settings({ maxConcurrent: 2 });
    await new Promise((resolve) => setTimeout(resolve, 300));
    await other.query('commit');
    await other.end();
    expect((await changing).data).toMatchObject({
      paused: true,
      pauseNote: 'TASK-1 failed',
      maxConcurrent: 2,
    });
  });
});

describe('a paused queue', () => {
  it('hands out nothing, says so with its note, and goes on by itself when resumed', async () => {
    const { ref } = await task(shop.id);
    await settings({ paused: true, pauseNote: 'deploy freeze' });
    expect(await claimed()).toBeNull();
    expect((await why(ref)).sentence).toBe('The queue is paused: deploy freeze.');
    const waiting = runner.claim(3_000);
    await settings({ paused: false });
    expect((await waiting).data.assignment).toMatchObject({ taskRef: ref });
  });

  it('lets what is at work end, and starts no step after it', async () => {
    await task(shop.id);
    const work = await runner.mustClaim();
    await settings({ paused: true });
    expect((await runner.finish(work)).data.taskStatus).toBe('VERIFYING');
    expect(await claimed()).toBeNull();
    await settings({ paused: false });
    expect((await runner.mustClaim()).kind).toBe('verify');
  });

  it('pauses itself at the first failure for good where it shall', async () => {
    await settings({ stopOnFailure: true });
    const failing = await task(shop.id, { maxRetries: 0 });
    await task(shop.id);
    await runner.finish(await runner.mustClaim(), {
      outcome: 'failed',
      reason: 'process_crash',
      message: 'It crashed.',
    });
    expect((await send(api.url, 'GET', '/api/settings/queue')).data).toMatchObject({
      paused: true,
      pauseNote: `${failing.ref} failed`,
    });
    expect(await claimed()).toBeNull();
  });

  it('pauses itself for a run of a flow that failed, and not for a try after which that goes on', async () => {
    await settings({ stopOnFailure: true });
    const attempt = (id: string) => ({
      id,
      role: 'coding',
      instructions: 'Try it.',
      parent: 'tries',
      config: { maxRetries: 0 },
    });
    const flow = {
      name: 'Tries',
      nodes: [{ id: 'tries', kind: 'fallback' }, attempt('first'), attempt('second')],
      edges: [],
    };
    const body = { flow, projectId: shop.id };
    expect((await send(api.url, 'POST', '/api/flow/execute', { body })).status).toBeLessThan(300);
    const fail = async () =>
      runner.finish(await runner.mustClaim(), {
        outcome: 'failed',
        reason: 'process_crash',
        message: 'It crashed.',
      });
    const queue = async () => (await send(api.url, 'GET', '/api/settings/queue')).data;
    await fail();
    expect(await queue()).toMatchObject({ paused: false });
    await fail();
    expect(await queue()).toMatchObject({ paused: true, pauseNote: 'A run of a flow failed' });
  });
});

describe('limits', () => {
  it('of the workspace hold, and the why-line names them', async () => {
    await settings({ maxConcurrent: 1 });
    await task(shop.id);
    const second = await task(docs.id);
    const first = await runner.mustClaim();
    expect(await claimed()).toBeNull();
    expect((await why(second.ref)).sentence).toBe('1 of at most 1 agent of the workspace is at work.');
    await runner.finish(first, { outcome: 'released' });
    expect(await claimed()).not.toBeNull();
  });

  it('of a project hold that project alone', async () => {
    await send(api.url, 'PATCH', `/api/projects/${shop.id}`, { body: { maxConcurrent: 1 } });
    await task(shop.id);
    const second = await task(shop.id);
    const other = await task(docs.id);
    await runner.mustClaim();
    expect((await runner.mustClaim()).taskId).toBe(other.id);
    expect(await claimed()).toBeNull();
    expect((await why(second.ref)).sentence).toBe('1 of at most 1 agent on shop is at work.');
  });

  it('of a role hold those that do the work in it', async () => {
    await settings({ roleLimits: { reviewer: 1 } });
    await task(shop.id, { role: 'reviewer' });
    const second = await task(shop.id, { role: 'reviewer' });
    const coding = await task(shop.id);
    await runner.mustClaim();
    expect((await runner.mustClaim()).taskId).toBe(coding.id);
    expect(await claimed()).toBeNull();
    expect((await why(second.ref)).sentence).toBe('1 of at most 1 agent in the role reviewer is at work.');
  });
});

describe('a runner that serves several projects', () => {
  it('takes turns between them, however long the queue of one is', async () => {
    for (let n = 0; n < 6; n++) await task(shop.id);
    for (let n = 0; n < 2; n++) await task(docs.id);
    const order: string[] = [];
    for (let n = 0; n < 6; n++) order.push((await runner.mustClaim()).project.name);
    expect(order).toEqual(['shop', 'docs', 'shop', 'docs', 'shop', 'shop']);
  });

  it('takes what is urgent first', async () => {
    await task(docs.id);
    await task(shop.id);
    const { id } = await task(shop.id, { priority: 0 });
    const later = await task(shop.id, { priority: 0 });
    expect((await runner.mustClaim()).taskId).toBe(id);
    expect((await runner.mustClaim()).taskId).toBe(later.id);
  });

  it('finds a task behind more than it may not take', async () => {
    for (let n = 0; n < 30; n++) await task(shop.id, { filesHint: ['same.ts'] });
    const free = await task(shop.id, { filesHint: ['other.ts'] });
    await runner.mustClaim();
    const taken = [await claimed(), await claimed(), await claimed()].map((one) => one?.taskId);
    expect(taken).toContain(free.id);
  });
});

describe('tasks whose files changed together before', () => {
  const history = (...pairs: [string, string][]) =>
    runner.call('PUT', `/api/runner/projects/${shop.id}/history`, {
      tip: 'a'.repeat(40),
      commits: 9,
      paths: pairs.flat(),
      changes: pairs.flat().map(() => 5),
      pairs: pairs.map((_, i) => [2 * i, 2 * i + 1, 4]),
    });
  const names = (file: string, more: object = {}) => task(shop.id, { filesHint: [file], ...more });
  beforeEach(() => sql.query('delete from project_history'));

  it('begin one after another where there is other work of their rank, and at once where there is none', async () => {
    const early = await names('src/tax.ts');
    expect((await history(['src/pay.ts', 'docs/pay.md'], ['src/tax.ts', 'docs/tax.md'])).data).toEqual({
      kept: true,
    });
    expect((await history()).data, 'more than once a minute').toEqual({ kept: false });
    const tax = await names('docs/tax.md');
    const first = await names('src/pay.ts', { priority: 1 });
    const batch = await send(api.url, 'POST', '/api/tasks/batch', {
      body: { projectId: shop.id, tasks: [{ title: 'Pays', filesHint: ['docs/pay.md'], priority: 1 }] },
    });
    const alone = await names('src/alone.ts', { priority: 1 });
    const taken: string[] = [];
    for (let i = 0; i < 3; i++) taken.push((await runner.mustClaim()).taskRef);
    expect(taken).toEqual([first.ref, alone.ref, batch.data.tasks[0].ref]);
    expect((await why(tax.ref)).holds, 'whom it would meet has not begun').toHaveLength(1);
    const last = [await runner.mustClaim(), await runner.mustClaim()].map(({ taskRef }) => taskRef);
    expect(last, 'a busy machine is better than an idle one').toEqual([early.ref, tax.ref]);
  });

  it('and one that is put off says whom it would meet, and is not passed by what is queued much later', async () => {
    await history(['src/pay.ts', 'docs/pay.md']);
    const holder = await names('src/pay.ts');
    expect((await runner.mustClaim()).taskRef).toBe(holder.ref);
    const put = await names('docs/pay.md');
    await names('src/alone.ts');
    const { holds } = await why(put.ref);
    expect(holds[0].sentence).toBe(
      `It is likely to change src/pay.ts too, which ${holder.ref} holds: others that wait as long as it go before it.`,
    );
    await sql.query(
      "update task set queued_at = queued_at - interval '11 minutes', claim_key = claim_key - interval '11 minutes' where id = $1",
      [uuidOf(put.id)],
    );
    expect((await runner.mustClaim()).taskRef).toBe(put.ref);
  });
});

describe('what comes next', () => {
  it('is listed in the order of the claim, each with why it has not begun', async () => {
    await settings({ paused: true });
    const first = await task(shop.id);
    await task(shop.id);
    const third = await task(docs.id);
    const { data } = await send(api.url, 'GET', '/api/queue/next?limit=2');
    expect(data).toMatchObject([
      { task: { ref: first.ref }, why: 'The queue is paused.' },
      { task: { ref: third.ref } },
    ]);
  });
});

describe('ageing', () => {
  it('lets an old task of low priority pass a new urgent-looking one in time', async () => {
    const old = await task(shop.id, { priority: 4 });
    const fresh = await task(shop.id, { priority: 2 });
    await sql.query("update task set claim_key = claim_key - interval '21 minutes' where number = $1", [
      Number(old.ref.slice(5)),
    ]);
    expect((await runner.mustClaim()).taskId).toBe(old.id);
    expect((await runner.mustClaim()).taskId).toBe(fresh.id);
  });
});

describe(`two servers and two runners with ${TASKS} tasks`, () => {
  it('do each task once and never exceed a limit at any commit', { timeout: 600_000 }, async () => {
    const second = await startApi({ door: 'next' });
    try {
      await sql.query(COUNT_AT_COMMIT);
      await settings({ maxConcurrent: 7, roleLimits: { reviewer: 2, coding: 4 } });
      await send(api.url, 'PATCH', `/api/projects/${docs.id}`, { body: { maxConcurrent: 3 } });
      const tasks = Array.from({ length: TASKS }, (_, n) => ({
        title: `Task ${n}`,
        projectId: n % 3 ? shop.id : docs.id,
        role: n % 5 ? 'coding' : 'reviewer',
        riskLevel: 'LOW',
        filesHint: n % 20 ? [] : ['src/shared.ts'],
      }));
      expect((await send(api.url, 'POST', '/api/tasks/batch', { body: { tasks } })).status).toBe(201);
      const runners = [runner, await new ProtocolRunner(second.url).connect('second')];
      await runners[1]!.open();
      await runner.serveAll();
      const lanes = runners.flatMap((one) => Array.from({ length: 6 }, () => one));
      await Promise.all(lanes.map((one) => workUntilAllAreDone(one)));

      const { rows } = await sql.query('select status::text, count(*)::int as n from task group by 1');
      expect(rows).toEqual([{ status: 'COMPLETED', n: TASKS }]);
      const twice = await sql.query(
        "select task_id from agent where kind = 'work' and status = 'completed' and task_id in (select id from task) group by 1 having count(*) > 1",
      );
      expect(twice.rows).toEqual([]);
      const peaks = await sql.query('select scope, max(n)::int as n from peak group by 1 order by 1');
      const peak = Object.fromEntries(peaks.rows.map(({ scope, n }) => [scope, n]));
      expect(peak.workspace).toBeLessThanOrEqual(7);
      expect(peak.docs).toBeLessThanOrEqual(3);
      expect(peak.reviewer).toBeLessThanOrEqual(2);
      expect(peak.coding).toBeLessThanOrEqual(4);
      // The limits were reached, so the counts could have gone over them.
      expect(peak).toMatchObject({ workspace: 7, coding: 4 });
    } finally {
      await second.stop();
    }
  });
});

/** Claims and finishes every step that there is, until no task is open. */
async function workUntilAllAreDone(one: ProtocolRunner): Promise<void> {
  for (;;) {
    const { assignment } = (await one.claim(300)).data;
    if (assignment) {
      await one.finish(assignment, {
        headSha: assignment.task.role === 'coding' ? 'b'.repeat(40) : null,
        checks: assignment.kind === 'verify' ? [PASSING_TEST] : [],
        // Each changes a file of its own: none waits until another one is merged.
        changes: assignment.kind === 'work' ? changeOf(`src/${assignment.taskRef}.js`) : null,
      });
    } else if ((await sql.query("select from task where status <> 'COMPLETED' limit 1")).rowCount === 0)
      return;
  }
}

/** Writes down, at the commit of every new lease, how many there are by then. */
const COUNT_AT_COMMIT = `
create table peak (scope text, n integer);
grant insert on peak to ao_engine;
create function count_leases() returns trigger language plpgsql as $$
begin
  insert into peak select 'workspace', count(*) from lease;
  insert into peak select 'docs', count(*) from lease l join task t on t.id = l.task_id join project p on p.id = t.project_id where p.name = 'docs';
  insert into peak select t.role, count(*) from lease l join task t on t.id = l.task_id join agent a on a.id = l.agent_id where a.kind = 'work' group by 1;
  return null;
end $$;
create constraint trigger count_leases after insert on lease deferrable initially deferred for each row execute function count_leases();
`;
