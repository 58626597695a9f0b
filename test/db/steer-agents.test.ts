import type pg from 'pg';
import { describe, expect, it } from 'vitest';
import type { Assignment } from '@/contract/claim';
import { sweep } from '@/services/supervisor/sweep';
import type { ApiServer } from '../support/api-server';
import { type Answer, frame, PASSING_TEST, type ProtocolRunner, send } from '../support/protocol-runner';
import { withWorkshop } from './with-workshop';

/** Long enough that nothing runs out by itself: what is overdue is made so in the database. */
const TIMERS = { heartbeatMs: 2_000, leaseTtlMs: 60_000, leaseGraceMs: 30_000, pollHoldMs: 3_000 };

let api: ApiServer;
let sql: pg.Client;
let project: { id: string };
let runner: ProtocolRunner;
withWorkshop({ timers: TIMERS }, (made) => {
  ({ api, sql, project, runner } = made);
});

const call = (method: string, path: string, body?: object): Promise<Answer> =>
  send(api.url, method, path, { body });
const must = async (answer: Promise<Answer>) => {
  const { status, data, error } = await answer;
  if (status >= 400) throw new Error(JSON.stringify(error));
  return data;
};
const task = (more: object = {}) =>
  must(call('POST', '/api/tasks', { title: 'Add a sum', projectId: project.id, riskLevel: 'LOW', ...more }));
const get = (ref: string) => must(call('GET', `/api/tasks/${ref}`));
const agentOf = (work: Assignment) => must(call('GET', `/api/agents/${work.agentId}`));
const steer = (work: Assignment, verb: string, body: object = {}) =>
  call('POST', `/api/agents/${work.agentId}/${verb}`, body);
const working = async (more: object = {}): Promise<Assignment> => {
  await task(more);
  const work = await runner.mustClaim();
  await runner.begin(work);
  return work;
};
const openExceptions = async (ref: string) =>
  must(call('GET', `/api/exceptions?taskId=${ref}&status=open`)) as Promise<
    { ref: string; type: string; severity: string; title: string; body: string; options: { id: string }[] }[]
  >;
const events = async (type: string, { agentId }: Assignment): Promise<number> => {
  const id = agentId.slice(6).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  const { rows } = await sql.query('select id from event where type = $1 and agent_id = $2', [type, id]);
  return rows.length;
};

describe('an agent that a person ends', () => {
  it('hears it with every answer; its task waits for a person, who may send it anywhere', async () => {
    const work = await working();
    expect((await steer(work, 'kill', { reason: 'It runs in circles.' })).data).toMatchObject({
      live: true,
      killRequestedAt: expect.any(String),
    });
    expect((await runner.heartbeatWith(work)).data.desired).toBe('cancel');
    expect((await runner.append(work, 0, frame(1, 'x\n'))).data.desired).toBe('cancel');
    expect((await runner.as(work, 'POST', 'checks', { round: 0, checks: [] })).data.desired).toBe('cancel');
    expect((await must(call('GET', `/api/tasks/${work.taskRef}/why`))).sentence).toBe(
      'A person has ended its agent: laptop stops it.',
    );
    await runner.finish(work, { outcome: 'cancelled', reason: 'cancelled', headSha: null }, [
      frame(1, 'x\n'),
    ]);
    expect(await get(work.taskRef)).toMatchObject({ status: 'NEEDS_HUMAN', reason: 'agent_killed' });
    expect(await agentOf(work)).toMatchObject({ status: 'killed', reason: 'agent_killed', live: false });
    const [exception] = await openExceptions(work.taskRef);
    expect(exception).toMatchObject({ body: 'It runs in circles.' });
    expect(exception!.options.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['retry', 'reassign', 'skip', 'fail']),
    );
  });

  it('has its task queued again where that is wished, at no cost of an attempt', async () => {
    const work = await working();
    await steer(work, 'kill', { requeue: true });
    await runner.finish(work, { outcome: 'cancelled', reason: 'cancelled', headSha: null });
    expect(await get(work.taskRef)).toMatchObject({
      status: 'QUEUED',
      reason: 'agent_killed',
      failures: 0,
    });
    expect(await openExceptions(work.taskRef)).toEqual([]);
    expect((await runner.mustClaim()).attempt).toBe(2);
  });

  it('cannot save its result by being quicker: who ends an agent does not want what it did', async () => {
    const work = await working();
    await steer(work, 'kill');
    await runner.finish(work);
    expect(await get(work.taskRef)).toMatchObject({ status: 'NEEDS_HUMAN', headSha: null });
    expect((await agentOf(work)).status).toBe('killed');
  });

  it('is ended by the sweep where its runner does not answer, once, by however many sweeps', async () => {
    const work = await working();
    await steer(work, 'kill');
    await Promise.all([sweep(), sweep()]);
    expect((await agentOf(work)).live, 'it still has its time').toBe(true);
    await sql.query(`update agent set kill_requested_at = kill_requested_at - interval '5 minutes'`);
    const done = await Promise.all([sweep(), sweep(), sweep()]);
    expect(done.reduce((sum, { endKilled }) => sum + (endKilled ?? 0), 0)).toBe(1);
    expect(await agentOf(work)).toMatchObject({ status: 'killed', reason: 'kill_timeout', live: false });
    expect(await get(work.taskRef)).toMatchObject({ status: 'NEEDS_HUMAN', reason: 'agent_killed' });
    expect(await openExceptions(work.taskRef)).toHaveLength(1);
    expect((await runner.finish(work)).error.code, 'nothing of it counts any more').toBe('LEASE_LOST');
  });

  it('can be one that runs the checks: they are offered to another, or a person is asked', async () => {
    await task();
    await runner.finish(await runner.mustClaim());
    const verify = await runner.mustClaim();
    await steer(verify, 'kill', { requeue: true });
    await runner.finish(verify, { outcome: 'cancelled', checks: [] });
    expect((await get(verify.taskRef)).status).toBe('VERIFYING');
    const again = await runner.mustClaim();
    expect(again.kind).toBe('verify');
    await steer(again, 'kill');
    await runner.finish(again, { checks: [PASSING_TEST] });
    expect(await get(verify.taskRef)).toMatchObject({ status: 'NEEDS_HUMAN', verdict: null });
  });

  it('cannot be one that merges, or one that has ended', async () => {
    await task();
    const work = await runner.mustClaim();
    await runner.finish(work);
    for (const verb of ['kill', 'pause', 'resume'])
      expect((await steer(work, verb)).error.code, verb).toBe('CONFLICT');
    await runner.finish(await runner.mustClaim(), { checks: [PASSING_TEST] });
    const merge = await runner.mustClaim();
    for (const verb of ['kill', 'pause'])
      expect((await steer(merge, verb)).error.code, verb).toBe('ILLEGAL_TRANSITION');
    expect((await runner.finish(merge)).data.taskStatus).toBe('COMPLETED');
  });

  it('ends one way or the other, never in between, where it finishes in the same moment', async () => {
    for (let round = 0; round < 12; round++) {
      const work = await working();
      const [killed, finished, beat] = await Promise.all([
        steer(work, 'kill'),
        runner.finish(work),
        runner.heartbeatWith(work),
      ]);
      expect([200, 409], JSON.stringify(killed.error)).toContain(killed.status);
      expect([200, 409], JSON.stringify(beat.error)).toContain(beat.status);
      expect(finished.status).toBe(200);
      const { status } = await get(work.taskRef);
      expect(status, `round ${round}`).toBe(killed.status === 200 ? 'NEEDS_HUMAN' : 'VERIFYING');
      await sql.query('delete from task');
    }
  });

  it('is tried again with guidance', async () => {
    const work = await working();
    expect((await steer(work, 'retry')).error.code, 'while it lives').toBe('ILLEGAL_TRANSITION');
    await steer(work, 'kill');
    await runner.finish(work, { outcome: 'cancelled', headSha: null });
    expect((await steer(work, 'retry', { guidance: 'Smaller steps.' })).data).toMatchObject({
      ref: work.taskRef,
      status: 'QUEUED',
    });
    expect((await runner.mustClaim()).task.feedback).toBe('Smaller steps.');
  });
});

describe('work that a person stops', () => {
  const stop = (path: string, body: object = {}) => must(call('POST', `/api/${path}/stop`, body));
  const start = (path: string) => must(call('DELETE', `/api/${path}/stop`));
  const told = async (type: string): Promise<{ actor: string; payload: Record<string, unknown> }[]> =>
    (await sql.query('select actor, payload from event where type = $1 order by xid, id', [type])).rows;
  const handBack = (work: Assignment) =>
    runner.finish(work, { outcome: 'cancelled', reason: 'cancelled', headSha: null });
  const waitsBecause = async (ref: string) => (await must(call('GET', `/api/tasks/${ref}/why`))).sentence;
  const levels: [string, (work: Assignment) => Promise<string>, RegExp][] = [
    ['workspace', async () => 'workspace', /^The queue is paused: It went wrong\.$/],
    ['project', async () => `projects/${project.id}`, /^\S.* is stopped: It went wrong\.$/],
    [
      'runner',
      async (work) => `runners/${(await agentOf(work)).runnerId}`,
      /laptop is paused: It went wrong/,
    ],
    ['task', async (work) => `tasks/${work.taskRef}`, /^A person has stopped it/],
  ];

  it.each(levels)(
    'of a %s: its agents are told to end, none begins until it is started again',
    async (level, pathOf, why) => {
      const work = await working();
      const path = await pathOf(work);
      const before = (await told('work.stopped')).length;
      const seen = await stop(path, { preview: true });
      expect(seen).toMatchObject({ level, stopped: false, agents: [{ id: work.agentId }], merging: [] });
      expect((await agentOf(work)).killRequestedAt, 'looking stops nothing').toBeNull();

      const stopped = await stop(path, { note: 'It went wrong.' });
      expect(stopped).toMatchObject({
        level,
        stopped: true,
        agents: [{ id: work.agentId, taskRef: work.taskRef, taskTitle: 'Add a sum', runnerName: 'laptop' }],
      });
      expect(await stop(path, { note: 'It went wrong.' }), 'twice is once').toMatchObject({ stopped: true });
      expect((await told('work.stopped')).slice(before)).toEqual([
        { actor: expect.stringMatching(/^person:/), payload: { level, note: 'It went wrong.', agents: 1 } },
      ]);
      expect((await runner.heartbeatWith(work)).data.desired).toBe('cancel');
      await handBack(work);
      expect(await get(work.taskRef)).toMatchObject({
        status: 'QUEUED',
        reason: 'agent_killed',
        failures: 0,
      });
      expect(await openExceptions(work.taskRef)).toEqual([]);
      expect((await runner.claim(300)).data.assignment).toBeNull();
      expect(await waitsBecause(work.taskRef)).toMatch(why);

      expect(await start(path)).toMatchObject({ level, stopped: false });
      expect(await start(path), 'twice is once').toMatchObject({ stopped: false });
      expect(
        (await told('work.started_again')).filter(({ payload }) => payload.level === level),
      ).toHaveLength(1);
      expect(await runner.mustClaim()).toMatchObject({ taskRef: work.taskRef, attempt: 2 });
    },
  );

  it('of a task takes all that stands below it along, and nothing else', async () => {
    const story = await task({ type: 'story' });
    const inner = await task({ type: 'story', parent: story.ref });
    const below = await task({ parent: inner.ref });
    const other = await task();
    expect((await stop(`tasks/${story.ref}`)).waiting).toBe(1);
    expect([(await get(below.ref)).stoppedAt, (await get(other.ref)).stoppedAt]).toEqual([
      expect.any(String),
      null,
    ]);
    expect((await runner.mustClaim()).taskRef).toBe(other.ref);
    expect((await runner.claim(300)).data.assignment).toBeNull();
    await start(`tasks/${story.ref}`);
    expect((await runner.mustClaim()).taskRef).toBe(below.ref);
    expect((await call('POST', '/api/tasks/TASK-999999/stop', {})).error.code).toBe('NOT_FOUND');
  });

  it('lets a merge come to its end, and says so', async () => {
    await task();
    await runner.finish(await runner.mustClaim());
    await runner.finish(await runner.mustClaim(), { checks: [PASSING_TEST] });
    const merge = await runner.mustClaim();
    expect(await stop('workspace')).toMatchObject({ agents: [], merging: [merge.taskRef] });
    expect((await runner.heartbeatWith(merge)).data.desired).toBe('run');
    expect((await runner.finish(merge)).data.taskStatus).toBe('COMPLETED');
    expect((await call('POST', `/api/tasks/${merge.taskRef}/stop`, {})).error.code).toBe(
      'ILLEGAL_TRANSITION',
    );
    await start('workspace');
  });

  it('has no agent that began in the same moment', async () => {
    for (let round = 0; round < 4; round++) {
      await Promise.all([task(), task(), task()]);
      const claims = [1, 2, 3].map(() => runner.claim(1_000));
      const { agents } = await stop(`projects/${project.id}`);
      const granted = (await Promise.all(claims)).flatMap(({ data }) => data.assignment ?? []);
      expect(agents.map(({ id }: { id: string }) => id).sort(), `round ${round}`).toEqual(
        granted.map(({ agentId }) => agentId).sort(),
      );
      await sql.query('delete from task');
      await start(`projects/${project.id}`);
    }
  });
});

describe('an agent that a person asks for', () => {
  const spawn = (body: object) => call('POST', '/api/agents/spawn', body);

  it('takes the named task before all others of its priority, and one that is described likewise', async () => {
    const [first, second] = [await task(), await task()];
    const named = await spawn({ taskId: second.ref });
    expect([named.status, named.data.ref]).toEqual([201, second.ref]);
    const made = await spawn({ task: { title: 'At once', projectId: project.id, draft: true } });
    expect([made.status, made.data.status]).toEqual([201, 'QUEUED']);
    const claimed = [await runner.mustClaim(), await runner.mustClaim(), await runner.mustClaim()];
    expect(claimed.map(({ taskRef }) => taskRef)).toEqual([made.data.ref, second.ref, first.ref]);
  });

  it('is asked for with a task or with what to do, and for a task that may run', async () => {
    const work = await working();
    for (const body of [{}, { taskId: work.taskRef, task: { title: 'Both' } }])
      expect((await spawn(body)).error.code).toBe('VALIDATION_ERROR');
    expect((await spawn({ taskId: work.taskRef })).error.code).toBe('ILLEGAL_TRANSITION');
    expect((await spawn({ taskId: 'TASK-999999' })).error.code).toBe('NOT_FOUND');
    const { n } = (await sql.query("select count(*)::int as n from task where title = 'Both'")).rows[0];
    expect(n).toBe(0);
  });
});

describe('an agent that a person pauses', () => {
  it('is told so until it may go on; what it says of itself is shown', async () => {
    const work = await working();
    expect((await steer(work, 'pause')).data).toMatchObject({
      pauseRequestedAt: expect.any(String),
      pausedAt: null,
    });
    expect((await steer(work, 'pause')).status, 'twice is once').toBe(200);
    expect(await events('agent.pause_requested', work)).toBe(1);
    expect((await must(call('GET', `/api/tasks/${work.taskRef}/why`))).sentence).toMatch(
      /A person has asked it to pause: it does at its next step\.$/,
    );
    expect((await runner.append(work, 0, frame(1, 'x\n'))).data.desired).toBe('pause');
    expect((await runner.heartbeatWith(work, 1, { paused: true })).data.desired).toBe('pause');
    const { pausedAt } = await agentOf(work);
    expect(pausedAt).toEqual(expect.any(String));
    await runner.heartbeatWith(work, 2, { paused: true });
    expect((await agentOf(work)).pausedAt, 'since the first moment').toBe(pausedAt);
    expect((await must(call('GET', `/api/tasks/${work.taskRef}/why`))).holds[0]).toMatchObject({
      code: 'paused',
      sentence: expect.stringContaining(
        `Its agent on laptop is paused by a person since ${pausedAt.slice(11, 16)} UTC (`,
      ),
    });
    expect((await steer(work, 'resume')).data).toMatchObject({ pauseRequestedAt: null });
    expect((await runner.heartbeatWith(work, 3, { paused: false })).data.desired).toBe('run');
    expect(await agentOf(work)).toMatchObject({ pausedAt: null, live: true });
    expect([await events('agent.paused', work), await events('agent.resumed', work)]).toEqual([1, 1]);
  });

  it('can be ended all the same, and its task be cancelled', async () => {
    const paused = await working();
    await steer(paused, 'pause');
    await runner.heartbeatWith(paused, 1, { paused: true });
    await steer(paused, 'kill');
    expect((await runner.heartbeatWith(paused, 2, { paused: true })).data.desired).toBe('cancel');
    expect((await steer(paused, 'pause')).error.code).toBe('CONFLICT');
    await runner.finish(paused, { outcome: 'cancelled', headSha: null });
    expect(await agentOf(paused)).toMatchObject({ pausedAt: null, pauseRequestedAt: null });

    const other = await working();
    await steer(other, 'pause');
    await call('POST', `/api/tasks/${other.taskRef}/cancel`, {});
    expect((await runner.heartbeatWith(other, 1, { paused: true })).data.desired).toBe('cancel');
  });

  it('must be on a runner that knows how', async () => {
    await runner.open([], 10, []);
    const work = await working();
    const refused = await steer(work, 'pause');
    expect([refused.error.code, refused.error.message]).toEqual([
      'CONFLICT',
      expect.stringContaining('cannot pause agents'),
    ]);
    expect((await runner.heartbeatWith(work)).data.desired).toBe('run');
  });
});

describe('a file lock that a person releases', () => {
  it('goes to who waited for it; its agent goes on, and is refused when it asks again', async () => {
    const victim = await working({ filesHint: ['src/'] });
    const waiter = await task({ filesHint: ['src/sum.js'] });
    expect((await runner.claim(300)).data.assignment).toBeNull();
    expect((await get(waiter.ref)).status).toBe('BLOCKED');
    const [lock] = await must(call('GET', '/api/locks'));
    expect((await call('DELETE', `/api/locks/${lock.id}`, {})).error.code).toBe('VALIDATION_ERROR');
    expect((await call('DELETE', `/api/locks/${lock.id}`, { reason: 'It only reads there.' })).data).toEqual({
      id: lock.id,
      released: true,
    });
    expect((await call('DELETE', `/api/locks/${lock.id}`, { reason: 'Again.' })).error.code).toBe(
      'NOT_FOUND',
    );
    expect((await get(waiter.ref)).status).toBe('QUEUED');
    expect((await runner.mustClaim()).taskId).toBe(waiter.id);
    expect((await runner.heartbeatWith(victim)).data.desired, 'the victim goes on').toBe('run');
    const asked = await runner.as(victim, 'POST', 'locks', { paths: ['src/sum.js'] });
    expect(asked.data).toMatchObject({ granted: false, heldBy: [{ taskRef: waiter.ref }] });
    expect((await runner.as(victim, 'POST', 'locks', { paths: ['src/other.js'] })).data.granted).toBe(true);
    const { rows } = await sql.query(
      `select actor, payload from event where type = 'lock.released' and payload ->> 'reason' = 'It only reads there.'`,
    );
    expect(rows).toMatchObject([
      {
        actor: expect.stringMatching(/^person:/),
        payload: { patterns: ['src/'], reason: 'It only reads there.' },
      },
    ]);
  });

  it('goes with all others of its task where the task is named', async () => {
    const work = await working({ filesHint: ['a.js', 'b/'] });
    await runner.as(work, 'POST', 'locks', { paths: ['c.js', 'a.js'] });
    const body = { taskId: work.taskRef, reason: 'They are in the way.' };
    expect((await call('DELETE', '/api/locks', body)).data).toEqual({ released: 3 });
    expect((await call('DELETE', '/api/locks', body)).data).toEqual({ released: 0 });
    expect(await must(call('GET', '/api/locks'))).toEqual([]);
    expect((await runner.finish(work)).data.taskStatus, 'its work counts').toBe('VERIFYING');
  });

  it('is asked for before every write, and told only where it is new', async () => {
    const work = await working({ filesHint: ['a.js'] });
    const before = await events('lock.granted', work);
    for (const paths of [['a.js'], ['a.js', 'b.js'], ['b.js']])
      expect((await runner.as(work, 'POST', 'locks', { paths })).data.granted).toBe(true);
    expect((await events('lock.granted', work)) - before).toBe(1);
  });
});
