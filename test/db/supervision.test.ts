import { setTimeout as pause } from 'node:timers/promises';
import { exportJWK, generateKeyPair } from 'jose';
import type pg from 'pg';
import { describe, expect, it } from 'vitest';
import type { Assignment } from '@/contract/claim';
import { sweep } from '@/services/supervisor/sweep';
import type { ApiServer } from '../support/api-server';
import { ProtocolRunner, send } from '../support/protocol-runner';
import { withWorkshop } from './with-workshop';

const TIMERS = {
  heartbeatMs: 1_000,
  requestTimeoutMs: 1_000,
  leaseTtlMs: 5_000,
  leaseGraceMs: 3_000,
  trustMarginMs: 400,
  pollHoldMs: 1_000,
  cancelGraceMs: 100,
  flushMs: 100,
  sweepEveryMs: 100,
};

let api: ApiServer;
let sql: pg.Client;
let project: { id: string };
let runner: ProtocolRunner;
withWorkshop({ timers: TIMERS }, (made) => {
  ({ api, sql, project, runner } = made);
});

const task = async () =>
  (await send(api.url, 'POST', '/api/tasks', { body: { title: 'Add a sum', projectId: project.id } })).data;
const get = async (path: string) => (await send(api.url, 'GET', path)).data;
const working = async (): Promise<Assignment> => {
  await task();
  const work = await runner.mustClaim();
  await runner.begin(work);
  return work;
};
/** Lets a lease run out by the clock of the database. */
const expire = (...agents: Assignment[]) =>
  sql.query(
    `update lease set expires_at = clock_timestamp() - interval '1 minute'
     where agent_id = any($1::uuid[])`,
    [agents.map(({ agentId }) => agentId.slice(6).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'))],
  );
const statusOfRunner = async () => (await get(`/api/runners/${runner.runnerId}`)).status;

describe('supervision', () => {
  it('never ends an agent that is silent but alive, however long it takes and whoever sweeps', {
    timeout: 60_000,
  }, async () => {
    const works = [await working(), await working()];
    // As if it had begun days ago; and nothing of what it does is news: no log, no activity, not even another number.
    await sql.query(
      `update agent set started_at = started_at - interval '3 days', created_at = created_at - interval '3 days'`,
    );
    const beyondEveryLease = Date.now() + 2 * (TIMERS.leaseTtlMs + TIMERS.leaseGraceMs);
    while (Date.now() < beyondEveryLease) {
      const [swept] = await Promise.all([
        sweep(),
        sweep(),
        ...works.map(async (work) => expect((await runner.heartbeatWith(work, 0)).status).toBe(200)),
      ]);
      expect(swept).toMatchObject({ loseExpiredAgents: 0, endCancelled: 0, endKilled: 0 });
      await pause(300);
    }
    for (const work of works) {
      expect(await get(`/api/agents/${work.agentId}`)).toMatchObject({ live: true, status: 'running' });
      expect(await get(`/api/tasks/${work.taskId}`)).toMatchObject({ status: 'IN_PROGRESS', attempt: 1 });
    }
  });

  it('queues whoever waits for files that nobody holds any more', async () => {
    const waiter = await task();
    await sql.query(
      `update task set status = 'BLOCKED', reason = 'lock:src/a.ts', files_hint = '{src/a.ts}', ready = null, claim_key = null
       where number = $1`,
      [waiter.ref.slice(5)],
    );
    expect(await sweep()).toMatchObject({ queueFreed: 1 });
    expect(await get(`/api/tasks/${waiter.ref}`)).toMatchObject({
      status: 'QUEUED',
      queuedAt: waiter.queuedAt,
    });
  });

  it('neither one that a person pauses for longer than its whole time limit', async () => {
    const work = await working();
    await send(api.url, 'POST', `/api/agents/${work.agentId}/pause`, { body: {} });
    await sql.query(
      `update agent set started_at = started_at - interval '3 days', pause_requested_at = pause_requested_at - interval '2 days'`,
    );
    for (let beat = 0; beat < 10; beat++) {
      expect((await runner.heartbeatWith(work, beat, { paused: true })).data.desired).toBe('pause');
      await sweep();
    }
    expect(await get(`/api/agents/${work.agentId}`)).toMatchObject({ live: true });
  });

  it('ends a cancelled task whose runner does not answer, and says that its agent has ended', async () => {
    const work = await working();
    await send(api.url, 'POST', `/api/tasks/${work.taskRef}/cancel`, { body: {} });
    await sql.query("update task set cancel_requested_at = clock_timestamp() - interval '1 minute'");
    await sweep();
    expect((await get(`/api/tasks/${work.taskRef}`)).status).toBe('CANCELLED');
    const ends = await get(`/api/events?taskId=${work.taskRef}&type=agent.ended`);
    expect(ends.map(({ payload }: { payload: object }) => payload)).toEqual([
      { kind: 'work', outcome: 'killed', reason: 'cancel_timeout' },
    ]);
  });

  it('recovers lost agents, each once, by however many sweeps at the same moment', async () => {
    const works = await Promise.all([working(), working(), working(), working()]);
    const healthy = works.pop()!;
    await expire(...works);
    const done = await Promise.all([sweep(), sweep(), sweep(), sweep()]);
    await runner.heartbeatWith(healthy);
    const { rows } = await sql.query(
      `select e.agent_id, count(*)::int as n from event e join agent a on a.id = e.agent_id where e.type = 'agent.lost' group by 1`,
    );
    expect(rows.map(({ n }) => n)).toEqual([1, 1, 1]);
    expect(done.reduce((sum, one) => sum + (one.loseExpiredAgents ?? 0), 0)).toBeLessThanOrEqual(3);
    for (const work of works)
      expect(await get(`/api/tasks/${work.taskId}`)).toMatchObject({ status: 'QUEUED', failures: 0 });
    expect(await get(`/api/agents/${healthy.agentId}`)).toMatchObject({ live: true });
  });

  it('recovers every other agent where one cannot be', async () => {
    const works = await Promise.all([working(), working(), working()]);
    const [stuck, cancelled, ended, ...others] = [...works, await working(), await working()];
    await send(api.url, 'POST', `/api/tasks/${cancelled!.taskId}/cancel`, { body: {} });
    await sql.query("update task set cancel_requested_at = cancel_requested_at - interval '1 minute'");
    await send(api.url, 'POST', `/api/agents/${ended!.agentId}/kill`, { body: { requeue: true } });
    await sql.query("update agent set kill_requested_at = kill_requested_at - interval '1 minute'");
    await expire(stuck!, ...others);
    const uuid = stuck!.agentId.slice(6).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
    await sql.query(`create function refuse() returns trigger language plpgsql as
      $$ begin if new.agent_id = '${uuid}' then raise 'not this one'; end if; return new; end $$`);
    await sql.query(
      "create trigger refuse before insert on event for each row when (new.type = 'agent.lost') execute function refuse()",
    );
    try {
      await sweep();
      for (const { taskId } of others) expect((await get(`/api/tasks/${taskId}`)).status).toBe('QUEUED');
      expect((await get(`/api/tasks/${cancelled!.taskId}`)).status).toBe('CANCELLED');
      expect((await get(`/api/tasks/${ended!.taskId}`)).status).toBe('QUEUED');
      expect((await get(`/api/tasks/${stuck!.taskId}`)).status).toBe('IN_PROGRESS');
    } finally {
      await sql.query('drop function refuse cascade');
    }
    await sweep();
    expect((await get(`/api/tasks/${stuck!.taskId}`)).status).toBe('QUEUED');
  });
});

describe('a runner whose agents are lost', () => {
  /** One agent after the other is lost, each later than a lease lasts after the one before. */
  const lose = async (times: number) => {
    for (let n = 0; n < times; n++) {
      await expire(await working());
      await sweep();
      await sql.query(
        `update agent set ended_at = ended_at - interval '1 minute' where ended_at is not null`,
      );
    }
  };

  it('in a row is held back, gets no work, and says why; a person lets it in again', async () => {
    await lose(2);
    expect(await statusOfRunner()).toBe('ACTIVE');
    await lose(1);
    expect(await statusOfRunner()).toBe('SUSPECT');
    expect((await runner.claim(200)).data.assignment).toBeNull();
    const [waiting] = await get('/api/tasks?status=QUEUED');
    expect((await get(`/api/tasks/${waiting.ref}/why`)).sentence).toBe(
      'laptop lost several agents and is held back.',
    );
    const { rows } = await sql.query(
      `select payload from event where type = 'runner.suspected' and runner_id = (select id from runner)`,
    );
    expect(rows).toEqual([{ payload: { name: 'laptop', lost: 3 } }]);
    const trusted = await send(api.url, 'PATCH', `/api/runners/${runner.runnerId}`, {
      body: { status: 'ACTIVE' },
    });
    expect(trusted.data.status).toBe('ACTIVE');
    await lose(1);
    expect(await statusOfRunner(), 'what was before does not count again').toBe('ACTIVE');
  });

  it('is let in again after an hour, where no person was quicker', async () => {
    await lose(3);
    await sweep();
    expect(await statusOfRunner()).toBe('SUSPECT');
    await sql.query(`update agent set ended_at = ended_at - interval '61 minutes'`);
    await Promise.all([sweep(), sweep()]);
    expect(await statusOfRunner()).toBe('ACTIVE');
    expect((await runner.claim(200)).data.assignment).not.toBeNull();
  });

  it('all at once has had one accident, not several', async () => {
    const works = [await working(), await working(), await working(), await working()];
    await expire(...works);
    await sweep();
    expect(await statusOfRunner()).toBe('ACTIVE');
  });

  it('now and then, with work done between, is trusted', async () => {
    await lose(2);
    await runner.finish(await working(), { outcome: 'released', headSha: null });
    await sql.query(`update agent set ended_at = ended_at - interval '1 second' where ended_at is not null`);
    await lose(1);
    expect(await statusOfRunner()).toBe('ACTIVE');
  });
});

describe('a runner that a person pauses', () => {
  it('keeps the note until it is let to work again', async () => {
    const patch = async (body: object) =>
      (await send(api.url, 'PATCH', `/api/runners/${runner.runnerId}`, { body })).data;
    expect(await patch({ status: 'PAUSED', pauseNote: 'Holidays.' })).toMatchObject({
      status: 'PAUSED',
      pauseNote: 'Holidays.',
    });
    const { ref } = await task();
    expect((await get(`/api/tasks/${ref}/why`)).sentence).toBe('laptop is paused: Holidays.');
    expect(await patch({ status: 'ACTIVE' })).toMatchObject({ status: 'ACTIVE', pauseNote: null });
  });
});

describe('an agent that has been silent', () => {
  const step = (work: Assignment, n: number, name: string, more: object = {}) =>
    runner.as(work, 'POST', 'supervision', {
      n,
      step: name,
      finding: 'idle',
      quietMs: 60_000,
      sentence: `Step ${name}.`,
      ...more,
    });
  const told = async (work: Assignment) =>
    (await get(`/api/events?taskId=${work.taskRef}&type=agent.supervised`)).map(
      ({ payload }: { payload: { step: string } }) => payload.step,
    );

  it('shows each step that was taken with it, once, and nothing once it goes on', async () => {
    const work = await working();
    for (const [n, name] of [
      [1, 'probe'],
      [2, 'nudge'],
      [2, 'nudge'],
      [1, 'probe'],
      [3, 'interrupt'],
    ] as const)
      expect((await step(work, n, name)).data).toEqual({ desired: 'run' });
    expect(await told(work)).toEqual(['interrupt', 'nudge', 'probe']);
    expect((await get(`/api/agents/${work.agentId}`)).supervision).toMatchObject({
      step: 'interrupt',
      finding: 'idle',
      sentence: 'Step interrupt.',
      at: expect.stringMatching(/^20.*Z$/),
    });
    await step(work, 4, 'recovered', { finding: 'output' });
    expect((await get(`/api/agents/${work.agentId}`)).supervision).toBeNull();
    await step(work, 3, 'interrupt');
    expect((await get(`/api/agents/${work.agentId}`)).supervision, 'what comes late').toBeNull();
    await runner.finish(work);
    expect((await step(work, 5, 'probe')).error.code).toBe('LEASE_LOST');
  });

  it('is looked after as its project says, else as its workspace does', async () => {
    const stall = {
      quietAfterMs: 7_000,
      modelPatienceMs: 9_000,
      toolPatienceMs: 9_000,
      stepMs: 800,
      resumes: 1,
    };
    await send(api.url, 'PATCH', '/api/settings/queue', { body: { stall } });
    await task();
    expect((await runner.mustClaim()).limits.stall).toEqual(stall);
    await send(api.url, 'PATCH', `/api/projects/${project.id}`, {
      body: { stall: { quietAfterMs: 60_000 } },
    });
    await task();
    expect((await runner.mustClaim()).limits.stall).toEqual({ ...stall, quietAfterMs: 60_000 });
    await send(api.url, 'PATCH', `/api/projects/${project.id}`, { body: { stall: null } });
    const wrong = await send(api.url, 'PATCH', '/api/settings/queue', {
      body: { stall: { quietAfterMs: 1 } },
    });
    expect(wrong.error.code).toBe('VALIDATION_ERROR');
  });

  it('that gave no sign of life, whatever was tried, is put before a person', async () => {
    const work = await working();
    const message = 'Silent for 6 minutes. Tried: a nudge, an interrupt, resuming its session 2 times.';
    await runner.finish(work, { outcome: 'failed', reason: 'stalled', message, headSha: null });
    expect(await get(`/api/tasks/${work.taskRef}`)).toMatchObject({
      status: 'NEEDS_HUMAN',
      reason: 'stalled',
    });
    const [exception] = await get(`/api/exceptions?taskId=${work.taskRef}&status=open`);
    expect(exception).toMatchObject({ type: 'AGENT_STUCK', title: 'The agent stalled', body: message });
  });
});

describe('a task that fails again and again', () => {
  const failing = async (message: string, reason = 'no_result') => {
    await sql.query('update task set not_before = null');
    const work = await runner.mustClaim();
    await runner.finish(work, { outcome: 'failed', reason, message, headSha: null });
    return get(`/api/tasks/${work.taskRef}`);
  };
  const endless = () =>
    send(api.url, 'POST', '/api/tasks', { body: { title: 'Add', projectId: project.id, maxRetries: 10 } });

  it('in the same way is put before a person, who may give it all its tries again', async () => {
    await endless();
    await failing('ended at /tmp/a1/x.js:17 after 1,204 ms');
    await failing('ended at /var/b2/x.js:99 after 17 ms');
    const stopped = await failing('ended at /srv/x.js:3 after 5 ms');
    expect(stopped).toMatchObject({ status: 'NEEDS_HUMAN', failures: 3 });
    await send(api.url, 'POST', `/api/tasks/${stopped.ref}/retry`, { body: {} });
    expect(await failing('ended at /srv/x.js:3 after 5 ms')).toMatchObject({ status: 'QUEUED', failures: 1 });
  });

  it('in different ways, or for a provider that is overloaded, is tried as often as it may', async () => {
    await endless();
    for (const message of ['one', 'two', 'three', 'four'])
      expect((await failing(message)).status, message).toBe('QUEUED');
    for (let n = 0; n < 4; n++)
      expect((await failing('overloaded', 'provider_overloaded')).status).toBe('QUEUED');
  });

  it('tells the next attempt all that failed before, the newest first', async () => {
    await endless();
    await failing('The first try broke the build.');
    await failing('The second one broke the tests.');
    await sql.query('update task set not_before = null');
    expect((await runner.mustClaim()).task.feedback).toBe(
      'Attempt 2 (work): The second one broke the tests.\n\nAttempt 1 (work): The first try broke the build.',
    );
  });

  it('by losing two machines, one after the other, is put before a person', async () => {
    await endless();
    await expire(await runner.mustClaim());
    await sweep();
    const other = await new ProtocolRunner(api.url).connect('desk');
    await other.open();
    const again = await other.mustClaim();
    await expire(again);
    await sweep();
    expect(await get(`/api/tasks/${again.taskRef}`)).toMatchObject({
      status: 'NEEDS_HUMAN',
      reason: 'agents_lost',
      failures: 0,
    });
  });

  it('by bringing its runner down, which comes back at once, is put before a person in the end', async () => {
    const { id } = await task();
    for (let round = 1; round <= 6; round++) {
      expect((await get(`/api/tasks/${id}`)).status, `round ${round}`).toBe('QUEUED');
      const work = await runner.mustClaim();
      await runner.begin(work);
      await runner.finish(work, { outcome: 'released', reason: 'restarted', headSha: null, changes: null });
    }
    expect(await get(`/api/tasks/${id}`)).toMatchObject({
      status: 'NEEDS_HUMAN',
      reason: 'agents_lost',
      failures: 0,
    });
    const [asked] = await get(`/api/exceptions?taskId=${id}`);
    expect(asked).toMatchObject({
      type: 'RUNNER_LOST',
      title: '6 agents ended as their runner was restarted',
    });
  });

  it('is not blamed for grants that nobody heard of', async () => {
    const { id } = await task();
    for (let round = 0; round < 5; round++) {
      await runner.mustClaim();
      // One goodbye and one restart that names no agent: neither had begun.
      if (round % 2 === 0) await runner.call('DELETE', '/api/runner/sessions/current');
      await runner.open();
    }
    expect(await get(`/api/tasks/${id}`)).toMatchObject({ status: 'QUEUED', attempt: 5 });
  });
});

describe('a runner’s key', () => {
  const fresh = async () => {
    const pair = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
    const { kty, crv, x } = await exportJWK(pair.publicKey);
    return { key: pair.privateKey, publicJwk: { kty, crv, x: x! } };
  };
  const token = async (key: CryptoKey) =>
    (
      await send(api.url, 'POST', '/api/runner/token', {
        body: { assertion: await runner.assertion({}, key) },
      })
    ).status;
  const change = async (publicJwk: { x: string }, signer = runner.key, signed = publicJwk.x) =>
    runner.call('POST', '/api/runner/runners/current/key', {
      publicJwk,
      assertion: await runner.assertion({ claims: { key: signed } }, signer),
    });

  it('is replaced by one it has signed for; the earlier one is good for ten minutes more', async () => {
    const next = await fresh();
    expect((await change(next.publicJwk)).data).toEqual({
      runnerId: runner.runnerId,
      earlierGoodMs: 600_000,
    });
    expect((await change(next.publicJwk)).status, 'the same again').toBe(200);
    expect([await token(next.key), await token(runner.key)]).toEqual([200, 200]);
    await sql.query(`update runner set key_changed_at = key_changed_at - interval '11 minutes'`);
    expect([await token(next.key), await token(runner.key)]).toEqual([200, 401]);
    const { rows } = await sql.query(
      `select count(*)::int as n from event where type = 'runner.key_changed' and runner_id = (select id from runner)`,
    );
    expect(rows[0].n).toBe(1);
  });

  it('is not replaced by whoever holds a token alone, for another key, or for another runner', async () => {
    const [next, thief] = [await fresh(), await fresh()];
    expect((await change(next.publicJwk, thief.key)).error.code).toBe('FORBIDDEN');
    expect((await change(next.publicJwk, runner.key, thief.publicJwk.x)).error.code).toBe('FORBIDDEN');
    const other = await new ProtocolRunner(api.url).connect('desk');
    const foreign = await runner.call('POST', '/api/runner/runners/current/key', {
      publicJwk: next.publicJwk,
      assertion: await other.assertion({ claims: { key: next.publicJwk.x } }),
    });
    expect(foreign.error.code).toBe('FORBIDDEN');
    expect(await token(next.key)).toBe(401);
  });
});

describe('work that a runner keeps', () => {
  const kept = (work: Assignment, commitSha = 'c'.repeat(40), whole = true) =>
    runner.call('PUT', '/api/runner/kept-work', {
      whole,
      kept: [
        {
          taskId: work.taskId,
          attempt: work.attempt,
          commitSha,
          files: 3,
          keptAt: '2026-11-21T10:00:00.000Z',
        },
      ],
    });
  const errands = async (waitMs = 0) =>
    (await runner.call('GET', `/api/runner/errands?waitMs=${waitMs}`)).data;
  const ask = (work: Assignment, attempt = work.attempt) =>
    send(api.url, 'POST', `/api/tasks/${work.taskRef}/kept-work`, { body: { attempt } });

  it('is shown with its task, asked for by a button, and answered once by that runner', async () => {
    const work = await working();
    await kept(work);
    const path = `/api/tasks/${work.taskRef}/kept-work`;
    expect(await get(path)).toEqual([
      expect.objectContaining({
        attempt: 1,
        runnerName: 'laptop',
        state: 'kept',
        files: 3,
        branch: null,
        command: `agent-orchestrator recover ${work.taskRef} --attempt 1`,
      }),
    ]);
    expect((await ask(work, 7)).error.code).toBe('NOT_FOUND');
    const waiting = errands(900);
    expect((await ask(work)).data[0].state).toBe('requested');
    const [errand] = await waiting;
    expect(errand).toMatchObject({ taskRef: work.taskRef, attempt: 1, commitSha: 'c'.repeat(40) });
    const answer = (branch: string | null) =>
      runner.call('PUT', `/api/runner/errands/${work.taskId}/1`, { branch, note: null });
    await answer(`recovered/${work.taskRef}-1`);
    await answer(null);
    expect((await get(path))[0]).toMatchObject({ state: 'recovered', branch: `recovered/${work.taskRef}-1` });
    expect(await errands()).toEqual([]);
    const types = (await get(`/api/events?taskId=${work.taskRef}`)).map(({ type }: { type: string }) => type);
    expect(types.slice(0, 3)).toEqual(['task.recovered', 'task.recovery_requested', 'task.work_kept']);
  });

  it('is forgotten once the machine does not keep it any more, and nobody speaks for another’s tasks', async () => {
    const work = await working();
    await kept(work);
    await runner.call('PUT', '/api/runner/kept-work', { whole: true, kept: [] });
    expect(await get(`/api/tasks/${work.taskRef}/kept-work`)).toEqual([]);
    await kept({ ...work, taskId: `task_${'0'.repeat(32)}` } as Assignment);
    await kept({ ...work, attempt: 99 });
    expect(await get(`/api/tasks/${work.taskRef}/kept-work`)).toEqual([]);
  });
});
