import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import zlib, { gzipSync } from 'node:zlib';
import pg from 'pg';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Assignment } from '@/contract/claim';
import type { ApiServer } from '../support/api-server';
import { frame, PASSING_TEST, ProtocolRunner, send } from '../support/protocol-runner';
import { withWorkshop } from './with-workshop';

const TIMERS = {
  heartbeatMs: 200,
  requestTimeoutMs: 200,
  leaseTtlMs: 1_000,
  leaseGraceMs: 500,
  trustMarginMs: 80,
  pollHoldMs: 3_000,
  cancelGraceMs: 200,
  flushMs: 300,
  sweepEveryMs: 100,
};

/** Where this Node.js has it. */
const { zstdCompressSync } = zlib as { zstdCompressSync?: typeof gzipSync };

let api: ApiServer;
let sql: pg.Client;
let project: { id: string };
let runner: ProtocolRunner;
withWorkshop({ timers: TIMERS }, (made) => {
  ({ api, sql, project, runner } = made);
});

const task = async (more: object = {}) => {
  const made = await send(api.url, 'POST', '/api/tasks', {
    body: { title: 'Add a sum', projectId: project.id, riskLevel: 'LOW', ...more },
  });
  if (made.status !== 201) throw new Error(JSON.stringify(made.error));
  return made.data;
};
const statusOf = async (id: string) => (await send(api.url, 'GET', `/api/tasks/${id}`)).data.status;
const until = async (check: () => Promise<boolean>, ms = 8_000) => {
  for (const end = Date.now() + ms; Date.now() < end; await new Promise((r) => setTimeout(r, 30)))
    if (await check()) return;
  throw new Error('it did not come to that in time');
};

describe('a task from claim to merge', () => {
  it('is worked on, verified, approved by policy and merged, each step by an agent of its own', async () => {
    const { id } = await task();
    const work = await runner.mustClaim();
    expect(work).toMatchObject({ kind: 'work', attempt: 1, taskId: id });
    expect((await runner.begin(work)).data.desired).toBe('run');
    expect(await statusOf(id)).toBe('IN_PROGRESS');
    expect((await runner.finish(work)).data.taskStatus).toBe('VERIFYING');

    const verify = await runner.mustClaim();
    expect(verify).toMatchObject({
      kind: 'verify',
      attempt: 2,
      headSha: 'b'.repeat(40),
      baseSha: 'a'.repeat(40),
    });
    expect((await runner.finish(verify, { checks: [PASSING_TEST] })).data.taskStatus).toBe('MERGING');

    const merge = await runner.mustClaim();
    expect(merge).toMatchObject({ kind: 'merge', attempt: 3 });
    expect((await runner.finish(merge)).data.taskStatus).toBe('COMPLETED');
    const { rows } = await sql.query('select count(*)::int as n from hold');
    expect(rows[0].n, 'the hold ends with the task').toBe(0);
  });

  it('gives a task queued later to a claim that waits already', async () => {
    const waiting = runner.claim(3_000);
    await new Promise((r) => setTimeout(r, 100));
    const { id } = await task();
    const started = performance.now();
    expect((await waiting).data.assignment.taskId).toBe(id);
    expect(performance.now() - started).toBeLessThan(2_500);
  });

  it('leaves a verification to the machine that has the commit', async () => {
    await task();
    await runner.finish(await runner.mustClaim());
    const other = await new ProtocolRunner(api.url).connect('other');
    await other.open();
    expect((await other.claim(300)).data.assignment).toBeNull();
    expect((await runner.mustClaim()).kind).toBe('verify');
  });

  it('has checks run by another machine than the one that did the work, where the project wants that', async () => {
    const wants = (verifyBy: string) =>
      send(api.url, 'PATCH', `/api/projects/${project.id}`, { body: { verifyBy } });
    expect((await wants('another_runner')).data.verifyBy).toBe('another_runner');
    const { id } = await task();
    await runner.finish(await runner.mustClaim());
    expect((await runner.claim(300)).data.assignment).toBeNull();
    const why = async () => (await send(api.url, 'GET', `/api/tasks/${id}/why`)).data.sentence;
    expect(await why()).toContain('It waits for another runner: checks of Sample');
    const other = await new ProtocolRunner(api.url).connect('other');
    await other.open();
    const [mine, theirs] = await Promise.all([runner.claim(400), other.mustClaim(8_000)]);
    expect(mine.data.assignment).toBeNull();
    expect(theirs).toMatchObject({ kind: 'verify', taskId: id });
    await other.finish(theirs, { checks: [PASSING_TEST] });
    expect((await other.claim(300)).data.assignment, 'the commit lies with the one that made it').toBeNull();
    expect((await runner.mustClaim()).kind).toBe('merge');
    await task();
    await runner.finish(await runner.mustClaim(), { changes: null });
    await wants('any');
    expect((await runner.mustClaim(8_000)).kind, 'a change counts for what waits').toBe('verify');
  });

  it('goes by what a judge said of each acceptance point, where the project asks for one', async () => {
    const wants = (judge: boolean) =>
      send(api.url, 'PATCH', `/api/projects/${project.id}`, { body: { judge } });
    await wants(true);
    const acceptance = ['sums are right', 'docs say so'];
    const points = (last: string) =>
      acceptance.map((point, i) => ({ point, verdict: i === 1 ? last : 'PASSED', reason: `because ${i}` }));
    const judged = async (more: object) => {
      const { id } = await task({ acceptance });
      await runner.finish(await runner.mustClaim(), { changes: null });
      const verify = await runner.mustClaim();
      expect(verify.judge).toBe(true);
      return { id, answer: await runner.finish(verify, { checks: [PASSING_TEST], ...more }) };
    };
    const silent = await judged({});
    expect(silent.answer.data.taskStatus, 'a judge that was asked for must answer').toBe('IN_REVIEW');
    const gaps = await judged({ judged: points('GAPS_FOUND') });
    expect(gaps.answer.data.taskStatus).toBe('QUEUED');
    const again = await runner.mustClaim();
    expect(again).toMatchObject({ kind: 'work', attempt: 3, judge: false });
    expect(again.task.feedback).toContain('- docs say so\n  because 1');
    const { data } = await send(api.url, 'GET', `/api/tasks/${gaps.id}/proof`);
    expect(data).toMatchObject({ verdict: 'GAPS_FOUND', judged: points('GAPS_FOUND') });
    expect(data.markdown).toContain('- Judged GAPS_FOUND: `docs say so` `because 1`');
    const unsure = await judged({ judged: points('HUMAN_NEEDED') });
    expect(unsure.answer.data.taskStatus).toBe('IN_REVIEW');
    const other = [{ point: 'another', verdict: 'PASSED', reason: 'x' }];
    expect((await judged({ judged: other })).answer.data.taskStatus).toBe('IN_REVIEW');
    await wants(false);
  });

  it('sends failed checks back as feedback for the next attempt', async () => {
    await task();
    await runner.finish(await runner.mustClaim());
    const failing = { ...PASSING_TEST, status: 'failed', exitCode: 1, outputTail: 'not ok 1 - sums' };
    expect((await runner.finish(await runner.mustClaim(), { checks: [failing] })).data.taskStatus).toBe(
      'QUEUED',
    );
    const again = await runner.mustClaim();
    expect(again).toMatchObject({ kind: 'work', attempt: 3 });
    expect(again.task.feedback).toContain('not ok 1 - sums');
  });

  it('takes checks that its runner has signed, and nothing of a result whose receipt says otherwise', async () => {
    const made = await task({ requiresReview: true });
    await runner.finish(await runner.mustClaim());
    const verify = await runner.mustClaim();
    const checks = [PASSING_TEST];
    const stranger = await new ProtocolRunner(api.url).connect('stranger');
    const replayed = {
      ...verify,
      taskId: made.id.replace(/.$/, (last: string) => (last === '0' ? '1' : '0')),
    };
    const wrong: Record<string, string> = {
      'its command of check test is not': await runner.receipt(verify, checks, (claims) => {
        claims.checks[0]!.argv = ['true'];
      }),
      'its exit code of check test is not': await runner.receipt(verify, checks, (claims) => {
        claims.checks[0]!.exitCode = 1;
      }),
      'its end of the output of check test': await runner.receipt(verify, [
        { ...PASSING_TEST, outputTail: 'no' },
      ]),
      'its number of checks': await runner.receipt(verify, [PASSING_TEST, PASSING_TEST]),
      'its verdict is not': await runner.receipt(verify, checks, (claims) => {
        claims.verdict = 'UNPROVEN';
      }),
      'its commit is not': await runner.receipt({ ...verify, headSha: 'c'.repeat(40) }, checks),
      'its task is not': await runner.receipt(replayed, checks),
      'its agent is not': await runner.receipt({ ...verify, agentId: `agent_${'0'.repeat(32)}` }, checks),
      'its signature is wrong': await runner.receipt(verify, checks, () => {}, stranger.key),
      'its key is not the one of this runner': await stranger.receipt(verify, checks),
      'it cannot be read': 'e30.e30.e30',
    };
    for (const [why, receipt] of Object.entries(wrong)) {
      const { status, error } = await runner.finish(verify, { checks, receipt });
      expect({ status, code: error?.code }, why).toEqual({ status: 422, code: 'RECEIPT_REFUSED' });
      expect(error.message).toContain(why);
    }
    expect(await statusOf(made.id)).toBe('VERIFYING');
    const receipt = await runner.receipt(verify, checks);
    expect((await runner.finish(verify, { checks, receipt })).data.taskStatus).toBe('IN_REVIEW');
    const { data } = await send(api.url, 'GET', `/api/tasks/${made.id}/proof`);
    expect(data.receipt).toMatchObject({ jws: receipt, runnerName: 'laptop', runnerId: runner.runnerId });
    expect(data.markdown).toContain(`Signed by \`laptop\`, key \`${data.receipt.fingerprint}\``);

    await send(api.url, 'POST', `/api/tasks/${made.id}/approve`, { body: { headSha: verify.headSha } });
    const merge = await runner.mustClaim();
    const [mergedSha, provenSha] = ['d'.repeat(40), 'e'.repeat(40)];
    const together = { mergedSha, provenSha, checks };
    const signed = (headSha: string) => runner.receipt({ ...merge, headSha }, checks);
    const refused = await runner.finish(merge, { ...together, receipt: await signed(mergedSha) });
    expect(refused.error.message, 'what was proven is the last of those merged with it').toContain(
      'its commit is not',
    );
    const landed = await runner.finish(merge, { ...together, receipt: await signed(provenSha) });
    expect(landed.data.taskStatus).toBe('COMPLETED');
    const proof = (await send(api.url, 'GET', `/api/tasks/${made.id}/proof`)).data;
    expect(proof.receipt.jws).not.toBe(receipt);
    expect(proof.checks.map((run: { commitSha: string }) => run.commitSha)).toEqual([provenSha]);
  });

  it('queues a dependent whose needs end at the same moment', async () => {
    for (let round = 0; round < 5; round++) {
      const needs = await Promise.all([1, 2, 3].map(() => task({ role: 'healthcheck' })));
      const dependent = await task({ dependsOn: needs.map((need) => need.ref) });
      expect(dependent.status).toBe('BLOCKED');
      const agents = [await runner.mustClaim(), await runner.mustClaim(), await runner.mustClaim()];
      await Promise.all(agents.map((agent) => runner.finish(agent, { headSha: null })));
      expect(await statusOf(dependent.id), `round ${round}`).toBe('QUEUED');
      await runner.finish(await runner.mustClaim(), { outcome: 'succeeded' });
      await sql.query('delete from task');
    }
  });

  it('is unproven, and not merged, where no test ran', async () => {
    const { id } = await task();
    await runner.finish(await runner.mustClaim());
    await runner.finish(await runner.mustClaim(), {
      checks: [{ ...PASSING_TEST, status: 'none', testsRun: 0 }],
    });
    const { data } = await send(api.url, 'GET', `/api/tasks/${id}`);
    expect(data).toMatchObject({ status: 'IN_REVIEW', verdict: 'UNPROVEN' });
  });
});

describe('claims', () => {
  it('that are asked again are given up, though nobody said that their runner has left', async () => {
    const claimId = randomUUID();
    const unheard = runner.claim(20_000, claimId);
    await pause(300);
    expect((await runner.claim(0, claimId, { projects: [] })).data.assignment).toBeNull();
    const { ref } = await task();
    expect((await unheard).data.assignment, 'what comes now is not given to whoever has left').toBeNull();
    const mine = await runner.mustClaim();
    expect(mine.taskRef).toBe(ref);
    await runner.finish(mine);
  });

  it('of a runner that says goodbye get nothing more, and what it never heard of is offered again at once', async () => {
    const other = await new ProtocolRunner(api.url).connect('stays');
    await other.open();
    const [, unheard] = [await task(), await task()];
    const begun = await runner.mustClaim();
    await runner.begin(begun);
    expect((await runner.mustClaim()).taskRef, 'the answer is lost on its way').toBe(unheard.ref);
    const waiting = runner.claim(600);
    await pause(100);
    await runner.call('DELETE', '/api/runner/sessions/current');
    expect(await statusOf(unheard.id)).toBe('QUEUED');
    expect((await waiting).data.assignment, 'nobody hears this answer').toBeNull();
    expect((await runner.heartbeatWith(begun)).status, 'what was begun may still be handed in').toBe(200);
    const taken = await other.mustClaim();
    expect(taken.taskRef).toBe(unheard.ref);
    await other.finish(taken);
    await runner.finish(begun);
  });

  it('are granted once, and the same claimId gets the same grant', async () => {
    await task();
    const claimId = randomUUID();
    const first = await runner.claim(0, claimId);
    const again = await runner.claim(0, claimId);
    expect(again.data.assignment.agentId).toBe(first.data.assignment.agentId);
    expect((await runner.heartbeatWith(first.data.assignment)).status, 'whichever answer came').toBe(200);
    expect((await runner.heartbeatWith(again.data.assignment)).status).toBe(200);
    await runner.finish(again.data.assignment, { outcome: 'released', reason: 'released' });
    const late = await runner.claim(0, claimId);
    expect(late.status, 'a claim that comes once more after its agent has ended').toBe(200);
    expect(late.data.assignment).toBeNull();
  });

  it('never give one task to two of fifty claims', async () => {
    await Promise.all(Array.from({ length: 8 }, () => task()));
    const runners = await Promise.all(
      Array.from({ length: 5 }, async (_, n) => {
        const one = await new ProtocolRunner(api.url).connect(`r${n}`);
        await one.open();
        return one;
      }),
    );
    const answers = await Promise.all(
      runners.flatMap((one) => Array.from({ length: 10 }, () => one.claim(2_500))),
    );
    const tasks = answers.flatMap(({ data: { assignment } }) => assignment?.taskId ?? []);
    const grants = answers.flatMap(({ data: { assignment } }) =>
      assignment ? `${assignment.taskRef} ${assignment.attempt}` : [],
    );
    expect(tasks, grants.join(', ')).toHaveLength(8);
    expect(new Set(tasks).size).toBe(8);
  });

  it('stop at what a runner may run at once', async () => {
    await Promise.all([task(), task(), task()]);
    await runner.open([], 2);
    const answers = await Promise.all([runner.claim(300), runner.claim(300), runner.claim(300)]);
    expect(answers.filter((answer) => answer.data.assignment)).toHaveLength(2);
  });

  it('take the most urgent task first', async () => {
    await task({ priority: 3 });
    const urgent = await task({ priority: 0 });
    expect((await runner.mustClaim()).taskId).toBe(urgent.id);
  });

  it('never leave a task waiting for a lock that is gone', async () => {
    for (let round = 0; round < 8; round++) {
      await task({ filesHint: ['src/'] });
      const holder = await runner.mustClaim();
      const waiter = await task({ filesHint: ['src/sum.js'] });
      const [claimed] = await Promise.all([runner.claim(0), runner.finish(holder, { outcome: 'released' })]);
      const stands = claimed.data.assignment?.taskId === waiter.id ? 'ASSIGNED' : 'QUEUED';
      expect(await statusOf(waiter.id), `round ${round}`).toBe(stands);
      await sql.query('delete from lease');
      await sql.query('delete from task');
    }
  });

  it('leave work to runners that have an engine for it', async () => {
    await task();
    expect((await runner.claim(300, randomUUID(), { engines: [] })).data.assignment).toBeNull();
    await task({ engine: 'anthropic-api' });
    expect((await runner.mustClaim()).kind).toBe('work');
    expect((await runner.claim(300)).data.assignment).toBeNull();
  });

  it('of an older session are refused', async () => {
    const old = runner.epoch;
    await runner.open();
    runner.epoch = old;
    expect((await runner.claim()).error.code).toBe('SESSION_SUPERSEDED');
  });

  it('leave no older session a word to say for its machine', async () => {
    const old = runner.epoch;
    await runner.open();
    const [newest, report] = [runner.epoch, [{ projectId: project.id, state: 'missing', detail: 'old' }]];
    runner.epoch = old;
    for (const [method, path, body] of [
      ['POST', '/api/runner/projects', { reports: report }],
      ['PUT', '/api/runner/kept-work', { whole: true, kept: [] }],
      ['GET', '/api/runner/errands?waitMs=5000'],
      ['DELETE', '/api/runner/sessions/current'],
    ] as const)
      expect((await runner.call(method, path, body)).error?.code, path).toBe('SESSION_SUPERSEDED');
    const { rows } = await sql.query("select state from project_report where detail = 'old'");
    expect(rows).toEqual([]);
    runner.epoch = newest;
    expect((await runner.call('DELETE', '/api/runner/sessions/current')).status).toBe(200);
  });

  it('set a task aside whose files are held, and say by whom', async () => {
    const first = await task({ filesHint: ['src/'] });
    const second = await task({ filesHint: ['src/sum.js'] });
    const work = await runner.mustClaim();
    expect(work.taskId).toBe(first.id);
    expect((await runner.claim(300)).data.assignment).toBeNull();
    expect((await send(api.url, 'GET', `/api/tasks/${second.id}`)).data).toMatchObject({
      status: 'BLOCKED',
      reason: 'lock:src/sum.js',
    });
    await runner.finish(work, { outcome: 'released' });
    const next = [await runner.mustClaim()];
    expect([first.id, second.id]).toContain(next[0]!.taskId);
  });
});

describe('the fence', () => {
  it('refuses every call of an agent whose lease was recovered, and offers its task again', async () => {
    const { id } = await task();
    const stale = await runner.mustClaim();
    await runner.begin(stale);
    await until(async () => {
      if ((await statusOf(id)) === 'QUEUED') return true;
      await runner.claim(0, randomUUID(), { projects: [] });
      return false;
    });
    const fresh = await runner.mustClaim();
    expect(fresh.attempt).toBe(2);
    for (const [method, call, body] of [
      ['POST', 'heartbeat', { seq: 1, phase: 'work', activity: null, usage: null }],
      ['POST', 'locks', { paths: ['a'] }],
      ['POST', 'checks', { round: 0, checks: [] }],
      ['GET', 'logs/state', undefined],
    ] as const) {
      expect((await runner.as(stale, method, call, body)).error?.code, call).toBe('LEASE_LOST');
    }
    expect((await runner.append(stale, 0, frame(1, 'late\n'))).error.code).toBe('LEASE_LOST');
    expect((await runner.finish(stale)).error.code).toBe('LEASE_LOST');
    expect((await runner.finish(fresh)).status).toBe(200);
  });

  it('says once that it has begun, however often it is told', async () => {
    const { id } = await task();
    const work = await runner.mustClaim();
    for (let times = 0; times < 2; times++) expect((await runner.begin(work)).status).toBe(200);
    const { data } = await send(api.url, 'GET', `/api/events?taskId=${id}&type=agent.started`);
    expect(data).toHaveLength(1);
  });

  it('keeps a lease alive by heartbeats alone', async () => {
    const { id } = await task();
    const work = await runner.mustClaim();
    await runner.begin(work);
    for (let seq = 1; seq <= 10; seq++) {
      await new Promise((r) => setTimeout(r, 250));
      expect((await runner.heartbeatWith(work, seq)).status).toBe(200);
    }
    expect(await statusOf(id)).toBe('IN_PROGRESS');
  });

  it('renews by a heartbeat that a later one has overtaken, and hears nothing old of it', async () => {
    await task();
    const work = await runner.mustClaim();
    await runner.begin(work);
    await runner.heartbeatWith(work, 7, { phase: 'work', activity: 'Tests' });
    await sql.query("update lease set expires_at = clock_timestamp() + interval '1 millisecond'");
    await runner.heartbeatWith(work, 6, { phase: 'plan', activity: 'Reads', paused: true });
    const said =
      'select phase, activity, paused_at, l.expires_at > clock_timestamp() as lives from agent join lease l on l.agent_id = id';
    expect((await sql.query(said)).rows).toEqual([
      { phase: 'work', activity: 'Tests', paused_at: null, lives: true },
    ]);
    // A process that goes on with an agent counts from the beginning.
    const [adopted] = (await runner.open([work.agentId])).data.adopt;
    await runner.heartbeatWith({ ...work, token: adopted.token }, 0, { phase: 'work', activity: 'Goes on' });
    expect((await sql.query(said)).rows[0].activity).toBe('Goes on');
  });

  it('accepts a result once and repeats its answer for ever', async () => {
    await task();
    const work = await runner.mustClaim();
    expect((await runner.finish(work)).status).toBe(200);
    expect((await runner.finish(work)).data.accepted).toBe(true);
    expect((await runner.finish(work, { message: 'Another story.' })).error.code).toBe('RESULT_CONFLICT');
  });

  it('adopts a live agent into a new session under a new token and drops the others', async () => {
    await Promise.all([task(), task()]);
    const kept = await runner.mustClaim();
    const dropped = await runner.mustClaim();
    const opened = await runner.open([kept.agentId]);
    const [adopted] = opened.data.adopt;
    expect(adopted.agentId).toBe(kept.agentId);
    expect((await runner.heartbeatWith(kept)).error.code).toBe('LEASE_LOST');
    expect((await runner.heartbeatWith({ ...kept, token: adopted.token })).status).toBe(200);
    expect((await runner.heartbeatWith(dropped)).error.code).toBe('LEASE_LOST');
    expect((await runner.mustClaim()).taskId, 'its task is offered again at once').toBe(dropped.taskId);
  });
});

describe('logs by offset', () => {
  let work: Assignment;
  const one = frame(1, 'one\n');
  const two = Buffer.concat([frame(2, 'two\n'), frame(1, 'three\n')]);
  beforeEach(async () => {
    await task();
    work = await runner.mustClaim();
  });

  it('are appended in order and finish with their digest', async () => {
    expect((await runner.append(work, 0, one)).data).toMatchObject({ next: one.length, duplicate: false });
    expect((await runner.append(work, one.length, two)).data.next).toBe(one.length + two.length);
    expect((await runner.finish(work, {}, [one, two])).status).toBe(200);
  });

  it('take the same chunk twice without doubling it', async () => {
    await runner.append(work, 0, one);
    expect((await runner.append(work, 0, one)).data).toMatchObject({ next: one.length, duplicate: true });
    const both = await Promise.all([
      runner.append(work, one.length, two),
      runner.append(work, one.length, two),
    ]);
    expect(both.map((answer) => answer.status)).toEqual([200, 200]);
    expect((await runner.as(work, 'GET', 'logs/state')).data.next).toBe(one.length + two.length);
  });

  it('refuse a gap, other bytes at the same place, and a wrong digest', async () => {
    await runner.append(work, 0, one);
    expect((await runner.append(work, 999, two)).error).toMatchObject({
      code: 'LOG_GAP',
      details: { next: one.length },
    });
    expect((await runner.append(work, 0, frame(1, 'ONE\n'))).error.code).toBe('LOG_CONFLICT');
    expect((await runner.append(work, one.length, two, 'f'.repeat(64))).error.code).toBe('LOG_CONFLICT');
    expect((await runner.append(work, one.length, two.subarray(1))).error.code).toBe('BAD_REQUEST');
  });

  it('hold a result back until they are whole', async () => {
    await runner.append(work, 0, one);
    expect((await runner.finish(work, {}, [one, two])).error).toMatchObject({
      code: 'LOG_INCOMPLETE',
      details: { next: one.length },
    });
    await runner.append(work, one.length, two);
    expect((await runner.finish(work, {}, [one, two])).status).toBe(200);
  });

  it('are read again before a result is taken, while its agent is free to go on', async () => {
    await runner.append(work, 0, one);
    const other = new pg.Client({ connectionString: process.env.DATABASE_URL });
    await other.connect();
    await other.query('begin');
    await other.query('lock table hot.log_chunk');
    const finished = runner.finish(work, {}, [one]);
    for (let waits = 0; waits === 0; )
      waits = (await sql.query("select from pg_stat_activity where wait_event_type = 'Lock'")).rowCount ?? 0;
    const beat = runner.heartbeatWith(work);
    const late = new Promise((done) => setTimeout(done, 2_000, { status: 'waits for the log' }));
    const heard = (await Promise.race([beat, late])) as { status: unknown };
    await other.query('update hot.log_chunk set bytes = $1', [Buffer.from(one).fill(0)]);
    await other.query('commit');
    await other.end();
    expect(heard.status).toBe(200);
    expect((await finished).error.message).toContain('does not match what was acknowledged');
  });

  it('keep any bytes exactly as they were', async () => {
    const odd = frame(1, new Uint8Array([0, 255, 254, 10, 13, 0xed, 0xa0, 0x80]));
    await runner.append(work, 0, odd);
    const { rows } = await sql.query('select bytes from hot.log_chunk where agent_id = $1', [
      work.agentId.slice(6).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'),
    ]);
    expect(Buffer.compare(rows[0].bytes, odd)).toBe(0);
  });
});

describe('a chunk of a log', () => {
  let work: Assignment;
  beforeEach(async () => {
    await task();
    work = await runner.mustClaim();
  });
  const put = (bytes: Uint8Array, headers: Record<string, string>, off: number | string = 0) =>
    send(api.url, 'PUT', `/api/runner/agents/${work.agentId}/logs?off=${off}`, {
      bytes,
      headers: { authorization: `Bearer ${work.token}`, ...headers },
    });
  const digestOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
  const frames = (howMany: number) =>
    Buffer.concat(Array.from({ length: howMany }, (_, i) => frame(1, `${i} ${'x'.repeat(1000)}\n`)));
  const stored = async () => (await runner.as(work, 'GET', 'logs/state')).data.next;

  it.each<[string, (bytes: Buffer) => Buffer]>([
    ['gzip', gzipSync],
    ...(zstdCompressSync ? [['zstd', zstdCompressSync] as [string, (bytes: Buffer) => Buffer]] : []),
  ])('may be compressed with %s: offset and digest are of the bytes themselves', async (encoding, pack) => {
    const bytes = Buffer.concat([frames(3), frame(2, randomBytes(40_000).toString('base64'))]);
    const headers = { 'content-encoding': encoding, 'ao-sha256': digestOf(bytes) };
    expect((await put(pack(bytes), headers)).data).toMatchObject({ next: bytes.length, duplicate: false });
    expect((await put(bytes, { 'ao-sha256': digestOf(bytes) })).data).toMatchObject({ duplicate: true });
    const next = await put(pack(bytes), { ...headers, 'ao-sha256': digestOf(pack(bytes)) }, bytes.length);
    expect(next.error.code).toBe('LOG_CONFLICT');
    expect((await runner.finish(work, {}, [bytes])).status).toBe(200);
  });

  it('is refused, and nothing is stored, where it is too much or not what it says it is', async () => {
    const bomb = gzipSync(frames(1100), { level: 9 });
    const dense = gzipSync(frame(1, Buffer.alloc(60_000)), { level: 9 });
    const whole = gzipSync(frames(3));
    const gzip = { 'content-encoding': 'gzip', 'ao-sha256': digestOf(frames(3)) };
    const refusals = [
      [await put(bomb, gzip), 'BODY_TOO_LARGE'],
      [await put(dense, gzip), 'BODY_TOO_LARGE'],
      [await put(Buffer.alloc(256 * 1024 + 1), {}), 'BODY_TOO_LARGE'],
      [await put(whole.subarray(0, 40), gzip), 'BAD_REQUEST'],
      [await put(frames(1), gzip), 'BAD_REQUEST'],
      [await put(whole, { ...gzip, 'content-encoding': 'br' }), 'UNSUPPORTED_MEDIA_TYPE'],
      [await put(whole, { ...gzip, 'content-encoding': 'gzip, gzip' }), 'UNSUPPORTED_MEDIA_TYPE'],
      [await put(new Uint8Array(), { 'ao-sha256': digestOf(new Uint8Array()) }), 'BAD_REQUEST'],
      [await put(frames(1), {}), 'LOG_CONFLICT'],
      [await put(frames(1), { 'ao-sha256': digestOf(frames(1)) }, -1), 'VALIDATION_ERROR'],
      [await put(frames(1), { 'ao-sha256': digestOf(frames(1)) }, '1e300'), 'VALIDATION_ERROR'],
      [await put(frames(1), { 'ao-sha256': digestOf(frames(1)) }, 2 ** 26 - 100), 'LOG_FULL'],
      [await put(frames(1), { 'ao-sha256': digestOf(frames(1)) }, 2 ** 25), 'LOG_GAP'],
    ] as const;
    expect(refusals.map(([answer]) => answer.error.code)).toEqual(refusals.map(([, code]) => code));
    expect(await stored()).toBe(0);
  });

  it('cannot lie across what is stored: an offset within it, or a length beyond it, is a conflict', async () => {
    const [one, two] = [frames(2), frame(1, 'two\n')];
    await runner.append(work, 0, one);
    const first = one.length / 2;
    expect((await runner.append(work, first, one.subarray(first))).error.code).toBe('LOG_CONFLICT');
    expect((await runner.append(work, 0, Buffer.concat([one, two]))).error.code).toBe('LOG_CONFLICT');
    expect(await stored()).toBe(one.length);
  });

  it('takes nothing that waited while its agent ended', async () => {
    const uuid = work.agentId.slice(6).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
    await sql.query('begin');
    await sql.query("update agent set status = 'completed', ended_at = clock_timestamp() where id = $1", [
      uuid,
    ]);
    await sql.query('delete from lease where agent_id = $1', [uuid]);
    const sent = runner.append(work, 0, frame(1, 'too late\n'));
    await until(async () => (await sql.query('select from pg_locks where not granted')).rowCount === 1);
    await sql.query('commit');
    expect((await sent).error.code).toBe('LEASE_LOST');
    expect((await sql.query('select log_bytes from agent where id = $1', [uuid])).rows).toEqual([
      { log_bytes: 0 },
    ]);
  });

  it('reaches the last byte that a log may have', async () => {
    const cap = 64 * 1024 * 1024;
    const last = frame(3, 'truncated {"bytes":1,"sha256":""}\n');
    const uuid = work.agentId.slice(6).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
    await sql.query('update agent set log_bytes = $2 where id = $1', [uuid, cap - last.length]);
    expect((await runner.append(work, cap - last.length + 1, last)).error.code).toBe('LOG_FULL');
    expect((await runner.append(work, cap - last.length, last)).data.next).toBe(cap);
    expect((await runner.append(work, cap, last)).error.code).toBe('LOG_FULL');
  });

  it('of an agent that was lost is kept for a day, by its own runner, and moves nothing', async () => {
    const [one, two] = [frame(1, 'one\n'), frame(1, 'two\n')];
    const late = (who: ProtocolRunner, off: number, bytes: Uint8Array) =>
      who.bytes('PUT', `/api/runner/agents/${work.agentId}/logs/late?off=${off}`, bytes, {
        'ao-sha256': digestOf(bytes),
      });
    await runner.append(work, 0, one);
    expect((await late(runner, one.length, two)).error.code, 'while it is live').toBe('LEASE_LOST');
    const uuid = work.agentId.slice(6).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
    await sql.query("update lease set expires_at = now() - interval '1 hour' where agent_id = $1", [uuid]);
    const statusOf = async () =>
      (
        await sql.query(
          'select a.status, t.status as task, t.version from agent a join task t on t.id = a.task_id where a.id = $1',
          [uuid],
        )
      ).rows[0];
    await expect
      .poll(
        () =>
          runner
            .claim(0)
            .then(statusOf)
            .then(({ status }) => status),
        { timeout: 10_000 },
      )
      .toBe('lost');
    const before = await statusOf();

    expect((await runner.append(work, one.length, two)).error.code).toBe('LEASE_LOST');
    const other = await new ProtocolRunner(api.url).connect('elsewhere');
    await other.open();
    expect((await late(other, one.length, two)).error.code).toBe('LEASE_LOST');
    expect((await late(runner, 0, two)).error.code).toBe('LOG_CONFLICT');
    expect((await late(runner, 0, one)).data).toMatchObject({ duplicate: true, next: one.length });
    expect((await late(runner, one.length, two)).data).toMatchObject({ next: one.length + two.length });
    expect(await statusOf()).toEqual(before);

    await sql.query("update agent set ended_at = now() - interval '25 hours' where id = $1", [uuid]);
    expect((await late(runner, one.length + two.length, two)).error.code).toBe('LEASE_LOST');
  });
});

describe('questions and cancellation', () => {
  it('bring the answer of a person to the agent that asked', async () => {
    await task();
    const work = await runner.mustClaim();
    const questionId = randomUUID();
    const asked = await runner.as(work, 'POST', 'questions', {
      questionId,
      kind: 'question',
      title: 'Which?',
      body: '',
      options: [{ id: 'a', label: 'A', consequence: '' }],
    });
    expect(asked.data.ref).toMatch(/^EXC-\d+$/);
    const again = await runner.as(work, 'POST', 'questions', {
      questionId,
      kind: 'question',
      title: 'Which?',
      body: '',
      options: [],
    });
    expect(again.data.ref, 'asked once').toBe(asked.data.ref);
    const waiting = runner.as(work, 'GET', `questions/${questionId}?waitMs=3000`);
    await new Promise((r) => setTimeout(r, 100));
    const resolved = await send(api.url, 'PATCH', `/api/exceptions/${asked.data.ref}`, {
      body: { option: 'a', text: 'because' },
    });
    expect(resolved.status).toBe(200);
    expect((await waiting).data).toMatchObject({ answered: true, option: 'a', text: 'because' });
  });

  it('tell a live agent to stop with its next heartbeat or log, and end as cancelled', async () => {
    const { id } = await task();
    const work = await runner.mustClaim();
    await runner.begin(work);
    await send(api.url, 'POST', `/api/tasks/${id}/cancel`, { body: {} });
    expect((await runner.heartbeatWith(work)).data.desired).toBe('cancel');
    expect((await runner.append(work, 0, frame(1, 'x\n'))).data.desired).toBe('cancel');
    await runner.finish(work, { outcome: 'cancelled', headSha: null }, [frame(1, 'x\n')]);
    expect(await statusOf(id)).toBe('CANCELLED');
  });
});

describe('identity', () => {
  it('lets fifty at once use one connection token, and one succeed', async () => {
    const { data } = await send(api.url, 'POST', '/api/enrollments', { body: {} });
    const tries = await Promise.all(
      Array.from({ length: 50 }, () => new ProtocolRunner(api.url).enrollWith(data.token)),
    );
    expect(tries.filter((answer) => answer.status === 201)).toHaveLength(1);
    expect(tries.filter((answer) => answer.error?.code === 'TOKEN_USED')).toHaveLength(49);
  });

  it('refuses an assertion for another server, one that lives too long, and one used twice', async () => {
    const ask = (assertion: string) => send(api.url, 'POST', '/api/runner/token', { body: { assertion } });
    expect(
      (await ask(await runner.assertion({ audience: 'https://elsewhere.example' }))).error.message,
    ).toContain('another server');
    expect((await ask(await runner.assertion({ lifetime: 3600 }))).error.message).toContain('60 s at most');
    const once = await runner.assertion();
    expect((await ask(once)).status).toBe(200);
    expect((await ask(once)).error.message).toContain('used already');
  });

  it('keeps no usable credential in the database', async () => {
    const { rows } = await sql.query(
      "select encode(hash, 'hex') as hash from token union all select encode(hash, 'hex') from enrollment union all select encode(token_hash, 'hex') from lease",
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const { hash } of rows) expect(hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('tells a runner of a protocol it does not speak which it does, at every call, and degrades for a newer minor', async () => {
    const speak = (protocol: string, path: string, authorization: string) =>
      send(api.url, 'POST', path, { body: {}, headers: { 'ao-protocol': protocol, authorization } });
    for (const path of ['/api/runner/claims', '/api/runner/sessions', '/api/runner/runners']) {
      for (const protocol of ['0.9', '2.0', 'x']) {
        const refused = await speak(protocol, path, 'Bearer aor_00000000');
        expect([refused.status, refused.error.code]).toEqual([426, 'PROTOCOL_UNSUPPORTED']);
        expect(refused.error.details).toEqual({ min: '1.0', max: '1.1' });
      }
      expect((await speak('1.99', path, 'Bearer aor_00000000')).status).toBe(401);
    }
    expect((await runner.open([], 10, ['something-of-next-year'])).data.features).toContain('questions');
  });

  it('closes every runner call to a caller without its own kind of token', async () => {
    for (const [method, path] of [
      ['POST', '/api/runner/sessions'],
      ['POST', '/api/runner/claims'],
      ['POST', '/api/runner/runners'],
      ['PUT', `/api/runner/agents/agent_${'0'.repeat(32)}/result`],
    ] as const) {
      const { status, error } = await send(api.url, method, path, {
        body: {},
        headers: { authorization: 'Bearer nonsense-token' },
      });
      expect([status, error.code], path).toEqual([401, 'UNAUTHORIZED']);
    }
  });
});
