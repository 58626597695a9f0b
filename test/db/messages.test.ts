import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import type { Assignment } from '@/contract/claim';
import type { ApiServer } from '../support/api-server';
import {
  type Answer,
  changeOf,
  PASSING_TEST,
  ProtocolRunner,
  REPORT,
  send,
} from '../support/protocol-runner';
import { withWorkshop } from './with-workshop';

const TIMERS = { heartbeatMs: 2_000, leaseTtlMs: 60_000, leaseGraceMs: 30_000, pollHoldMs: 3_000 };
const HOUR = 3_600_000;

let api: ApiServer;
let sql: pg.Client;
let project: { id: string };
let runner: ProtocolRunner;
withWorkshop({ timers: TIMERS, features: ['pause', 'messages'] }, (made) => {
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
  must(call('POST', '/api/tasks', { title: 'Add a sum', projectId: project.id, riskLevel: 'HIGH', ...more }));
const get = (ref: string) => must(call('GET', `/api/tasks/${ref}`));
const working = async (more: object = {}): Promise<Assignment> => {
  await task(more);
  const work = await runner.mustClaim();
  await must(runner.begin(work));
  return work;
};
const say = (work: Assignment, text: string) =>
  call('POST', `/api/agents/${work.agentId}/messages`, { text });
const waiting = async (work: Assignment, after = 0, waitMs = 0) =>
  (await must(runner.as(work, 'GET', `messages?after=${after}&waitMs=${waitMs}`))).messages as {
    id: string;
    seq: number;
    text: string;
  }[];
const note = (work: Assignment, delivered: string[], seen: string[] = []) =>
  must(runner.as(work, 'POST', 'messages', { delivered, seen }));
const listed = (ref: string) => must(call('GET', `/api/tasks/${ref}/messages`));
const eventsOf = async (type: string) =>
  (await sql.query('select id from event where type = $1 and task_id in (select id from task)', [type]))
    .rowCount;
const toReview = async (work: Assignment) => {
  await must(runner.finish(work));
  const verify = await runner.mustClaim();
  await must(runner.begin(verify));
  await must(runner.finish(verify, { checks: [PASSING_TEST] }));
};

describe('a message to a live agent', () => {
  it('wakes its runner, is delivered and seen once, each with one event, however often that is said', async () => {
    const work = await working();
    const asked = waiting(work, 0, 3_000);
    const sent = await must(say(work, 'Use blue.'));
    expect(sent).toMatchObject({ state: 'sent', agentId: work.agentId });
    const [message] = await asked;
    expect(message).toMatchObject({ text: 'Use blue.' });
    expect(await waiting(work, message!.seq), 'nothing after it').toEqual([]);
    expect(await waiting(work), 'until it is seen a new process finds it again').toHaveLength(1);
    for (let times = 0; times < 2; times++) await note(work, [message!.id]);
    expect(await listed(work.taskRef)).toMatchObject([{ state: 'delivered' }]);
    for (let times = 0; times < 2; times++) await note(work, [], [message!.id]);
    await note(work, [message!.id]);
    expect(await listed(work.taskRef)).toMatchObject([{ id: sent.id, state: 'seen' }]);
    expect(await waiting(work)).toEqual([]);
    expect([await eventsOf('message.delivered'), await eventsOf('message.seen')]).toEqual([1, 1]);
  });

  it('keeps the order in which people said it', async () => {
    const work = await working();
    await Promise.all(['a', 'b', 'c', 'd'].map((text) => must(say(work, text))));
    const seqs = (await waiting(work)).map(({ seq }) => seq);
    expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
    expect((await listed(work.taskRef)).map(({ text }: { text: string }) => text)).toEqual(
      (await waiting(work)).map(({ text }) => text),
    );
  });

  it('that its engine never got goes to the next agent: the task is not reviewed without it', async () => {
    const work = await working();
    await must(say(work, 'Wait, not so.'));
    await must(runner.finish(work));
    expect(await get(work.taskRef)).toMatchObject({ status: 'QUEUED', reason: 'message', failures: 0 });
    const next = await runner.mustClaim();
    expect(next.earlier).toMatchObject({ attempt: work.attempt, session: { here: true } });
    const [message] = await waiting(next);
    await note(next, [message!.id], [message!.id]);
    await must(runner.begin(next));
    await must(runner.finish(next));
    expect((await get(work.taskRef)).status).toBe('VERIFYING');
  });

  it('that is written while its result waits for the task goes to the next agent too', async () => {
    const work = await working();
    const other = new pg.Client({ connectionString: process.env.DATABASE_URL });
    await other.connect();
    await other.query('begin');
    const { rows } = await other.query('select id, workspace_id from task for update');
    const finished = runner.finish(work);
    for (let waits = 0; waits === 0; )
      waits = (await sql.query("select from pg_stat_activity where wait_event_type = 'Lock'")).rowCount ?? 0;
    await other.query(
      `insert into message (id, workspace_id, task_id, agent_id, author_id, text)
       select $1, $2, $3, (select agent_id from lease), (select id from "user" limit 1), 'Not so.'`,
      [randomUUID(), rows[0].workspace_id, rows[0].id],
    );
    await other.query('commit');
    await other.end();
    await must(finished);
    expect(await get(work.taskRef)).toMatchObject({ status: 'QUEUED', reason: 'message' });
  });

  it('is refused with a reason: to one that has ended, runs checks, is being ended, or whose runner cannot', async () => {
    const work = await working();
    await must(runner.finish(work));
    expect((await say(work, 'x')).error).toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('has ended (completed), so it hears nothing any more.'),
    });
    const verify = await runner.mustClaim();
    expect((await say(verify, 'x')).error.message).toContain('runs the checks');
    await must(runner.finish(verify, { checks: [PASSING_TEST] }));
    const other = await working();
    expect((await say(other, '  ')).error.code).toBe('VALIDATION_ERROR');
    await must(call('POST', `/api/agents/${other.agentId}/kill`, {}));
    expect((await say(other, 'x')).error.message).toContain('is being ended');
    await must(
      runner.finish(other, { outcome: 'cancelled', reason: 'cancelled', headSha: null, changes: null }),
    );
    await runner.open([], 10, ['pause']);
    expect((await say(await working(), 'x')).error.message).toContain('cannot pass messages on');
  });

  it('reaches no agent by another agent’s token', async () => {
    const work = await working();
    const other = await working();
    await must(say(work, 'For one only.'));
    const [message] = await waiting(work);
    expect(await waiting(other)).toEqual([]);
    await note(other, [message!.id], [message!.id]);
    expect(await listed(work.taskRef)).toMatchObject([{ state: 'sent' }]);
    await must(
      runner.finish(work, { outcome: 'released', reason: 'released', headSha: null, changes: null }),
    );
    expect((await runner.as(work, 'GET', 'messages')).error.code).toBe('LEASE_LOST');
  });
});

describe('what a reviewer says of lines', () => {
  const file = (lines: string[], below: string[]) =>
    `diff --git a/src/sum.js b/src/sum.js\n--- a/src/sum.js\n+++ b/src/sum.js\n@@ -1,2 +1,${lines.length + 2} @@\n one\n${lines.map((line) => `+${line}\n`).join('')} last\n${below.length > 0 ? `@@ -40,1 +${40 + lines.length},${below.length + 1} @@\n far\n${below.map((line) => `+${line}\n`).join('')}` : ''}`;
  const reviewed = async (
    work: Assignment,
    headSha: string,
    lines: string[],
    message = 'Done.',
    below: string[] = [],
  ) => {
    const { files } = changeOf('src/sum.js');
    const changes = { files, patch: file(lines, below), truncated: false };
    await must(runner.finish(work, { headSha, changes, message }));
    const verify = await runner.mustClaim();
    await must(runner.begin(verify));
    await must(runner.finish(verify, { headSha, checks: [PASSING_TEST] }));
  };

  it('goes to the same session as one message, and is matched with what became of each line', async () => {
    const work = await working();
    const [first, second] = ['c'.repeat(40), 'd'.repeat(40)];
    await reviewed(work, first, ['const a = 1;', 'const b = <2>;']);
    const at = `/api/tasks/${work.taskRef}`;
    const comment = (line: number, text: string, more: object = {}) =>
      call('POST', `${at}/comments`, { headSha: first, path: 'src/sum.js', line, text, ...more });
    const one = await must(comment(2, 'Why a?'));
    expect(one).toMatchObject({ state: 'draft', side: 'new', lineText: 'const a = 1;', became: null });
    await must(comment(3, '<b>Name it.</b>'));
    const gone = await must(comment(1, 'Never mind.'));
    expect((await must(call('DELETE', `/api/comments/${gone.id}`))).deleted).toBe(true);
    expect((await comment(99, 'x')).error.code, 'no line of the diff').toBe('BAD_REQUEST');
    expect((await comment(2, 'x', { headSha: second })).error.code).toBe('STALE_COMMIT');

    const back = await must(call('POST', `${at}/request-changes`, { guidance: 'Two things.' }));
    expect(back).toMatchObject({ status: 'QUEUED', reason: 'request_changes', feedback: null });
    const next = await runner.mustClaim();
    await must(runner.begin(next));
    const heard = await waiting(next);
    expect(heard).toHaveLength(1);
    expect(heard[0]!.text).toMatch(/^Two things\.[\s\S]*\[1\] src\/sum\.js, line 2: const a = 1;\nWhy a\?/);
    expect(heard[0]!.text).toContain('[2] src/sum.js, line 3: const b = <2>;\n<b>Name it.</b>');
    await note(next, [heard[0]!.id], [heard[0]!.id]);
    await reviewed(
      next,
      second,
      ['const a = 1;', 'const total = 2;'],
      'Done.\n[1] It counts.\n[2] It is total now.',
    );
    expect(await must(call('GET', `${at}/comments`))).toMatchObject([
      { text: 'Why a?', state: 'sent', became: 'unchanged', newLines: [], answer: 'It counts.' },
      {
        text: '<b>Name it.</b>',
        state: 'sent',
        became: 'changed',
        newLines: ['const a = 1;', 'const total = 2;'],
        answer: 'It is total now.',
      },
    ]);
    expect((await call('DELETE', `/api/comments/${one.id}`)).error.code).toBe('CONFLICT');
    const silent = await call('POST', `${at}/request-changes`, {});
    expect(silent.error.code, 'somebody must say something').toBe('BAD_REQUEST');
  });

  it('goes with what each person has looked at, until the changes of a file are others', async () => {
    const work = await working();
    const [first, second, third] = ['c', 'd', 'e'].map((one) => one.repeat(40)) as [string, string, string];
    const at = `/api/tasks/${work.taskRef}/viewed`;
    await reviewed(work, first, ['const a = 1;']);
    expect(await must(call('GET', at))).toEqual({ headSha: first, paths: [], hunks: [] });
    const mark = { headSha: first, path: 'src/sum.js', viewed: true };
    const viewed = { headSha: first, paths: ['src/sum.js'], hunks: [{ path: 'src/sum.js', hunk: 0 }] };
    expect(await must(call('PUT', at, mark))).toEqual(viewed);
    expect(await must(call('PUT', at, mark)), 'twice').toEqual(viewed);
    expect((await call('PUT', at, { ...mark, path: 'src/other.js' })).error.code).toBe('BAD_REQUEST');
    for (const [headSha, lines, paths] of [
      [second, ['const a = 1;'], ['src/sum.js']],
      [third, ['const a = 2;'], []],
    ] as const) {
      await must(call('POST', `/api/tasks/${work.taskRef}/request-changes`, { guidance: 'Again.' }));
      const next = await runner.mustClaim();
      await must(runner.begin(next));
      for (const { id } of await waiting(next)) await note(next, [id], [id]);
      await reviewed(next, headSha, [...lines]);
      expect(await must(call('GET', at))).toMatchObject({ headSha, paths });
    }
    expect(await must(call('GET', `${at}?headSha=${first}`))).toEqual(viewed);
    await sql.query('update viewed_file set user_id = $1', [randomUUID()]);
    expect(await must(call('GET', `${at}?headSha=${first}`)), 'of another').toEqual({
      headSha: first,
      paths: [],
      hunks: [],
    });
  });

  it('goes with the hunks that each person has looked at, until the changes of a hunk are others', async () => {
    const work = await working();
    const [first, second] = ['c'.repeat(40), 'd'.repeat(40)];
    const at = `/api/tasks/${work.taskRef}/viewed`;
    const path = 'src/sum.js';
    await reviewed(work, first, ['const a = 1;'], 'Done.', ['const far = 1;']);
    const mark = (hunk: number | undefined, viewed: boolean) =>
      must(call('PUT', at, { headSha: first, path, hunk, viewed }));
    const [upper, lower] = [
      { path, hunk: 0 },
      { path, hunk: 1 },
    ];
    expect(await mark(1, true)).toEqual({ headSha: first, paths: [], hunks: [lower] });
    expect(await mark(0, true), 'all of it').toEqual({
      headSha: first,
      paths: [path],
      hunks: [upper, lower],
    });
    expect(await mark(0, false)).toEqual({ headSha: first, paths: [], hunks: [lower] });
    expect(await mark(undefined, false)).toEqual({ headSha: first, paths: [], hunks: [] });
    const none = await call('PUT', at, { headSha: first, path, hunk: 2, viewed: true });
    expect(none.error.code).toBe('BAD_REQUEST');
    expect(await mark(undefined, true)).toEqual({ headSha: first, paths: [path], hunks: [upper, lower] });
    await must(call('POST', `/api/tasks/${work.taskRef}/request-changes`, { guidance: 'Again.' }));
    const next = await runner.mustClaim();
    await must(runner.begin(next));
    for (const { id } of await waiting(next)) await note(next, [id], [id]);
    // The hunk below has moved by a line, and says what it said.
    await reviewed(next, second, ['const a = 2;', 'const b = 3;'], 'Done.', ['const far = 1;']);
    expect(await must(call('GET', at))).toEqual({ headSha: second, paths: [], hunks: [lower] });
  });

  it('is a draft of its author alone until then', async () => {
    const work = await working();
    await reviewed(work, 'c'.repeat(40), ['const a = 1;']);
    const body = { headSha: 'c'.repeat(40), path: 'src/sum.js', line: 2, text: 'Why?' };
    const { id } = await must(call('POST', `/api/tasks/${work.taskRef}/comments`, body));
    await sql.query('update review_comment set author_id = $1', [randomUUID()]);
    expect(await must(call('GET', `/api/tasks/${work.taskRef}/comments`))).toEqual([]);
    expect((await call('DELETE', `/api/comments/${id}`)).error.code).toBe('NOT_FOUND');
    expect((await call('POST', `/api/tasks/${work.taskRef}/request-changes`, {})).error.code).toBe(
      'BAD_REQUEST',
    );
  });
});

describe('a follow-up', () => {
  it('queues a reviewed task again, for the machine that has its session first', async () => {
    const work = await working();
    await toReview(work);
    expect(
      await must(call('POST', `/api/tasks/${work.taskRef}/follow-up`, { text: 'Name it total.' })),
    ).toMatchObject({
      ref: work.taskRef,
      status: 'QUEUED',
      reason: 'follow_up',
    });
    const stranger = await new ProtocolRunner(api.url).connect('other');
    await stranger.open();
    expect((await stranger.claim()).data.assignment, 'it has no such session').toBeNull();
    await sql.query("update task set prefer_until = clock_timestamp() - interval '1 second'");
    const next = (await stranger.claim()).data.assignment as Assignment;
    expect(next.earlier).toMatchObject({
      session: { here: false },
      status: 'completed',
      files: ['src/sum.js'],
    });
    const messages = await must(stranger.as(next, 'GET', 'messages'));
    expect(messages.messages).toMatchObject([{ text: 'Name it total.' }]);
  });

  it('of a task that is done is a new one that goes on from it; the old one stays', async () => {
    const work = await working({ riskLevel: 'LOW' });
    await toReview(work);
    const merge = await runner.mustClaim();
    await must(runner.begin(merge));
    await must(runner.finish(merge));
    expect((await get(work.taskRef)).status).toBe('COMPLETED');
    const next = await must(
      call('POST', `/api/tasks/${work.taskRef}/follow-up`, { text: 'And a product.\nToo.' }),
    );
    expect(next).toMatchObject({ title: 'And a product.', originRef: work.taskRef, followsUp: true });
    const claimed = await runner.mustClaim();
    expect(claimed).toMatchObject({
      taskRef: next.ref,
      earlier: { taskRef: work.taskRef, session: { here: true } },
    });
    expect((await get(work.taskRef)).status).toBe('COMPLETED');
  });

  it('is refused while an agent works, between two steps, and after an end without success', async () => {
    const work = await working();
    const follow = () => call('POST', `/api/tasks/${work.taskRef}/follow-up`, { text: 'x' });
    expect((await follow()).error).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
      message: expect.stringContaining('Send that agent a message'),
    });
    await must(runner.finish(work));
    expect((await follow()).error.message).toContain('between two steps');
    await must(call('POST', `/api/tasks/${work.taskRef}/cancel`, {}));
    expect((await follow()).error.message).toContain('ended without success');
  });
});

describe('what an earlier agent left', () => {
  it('is its question too: it stays open when the agent is handed back, and the next one takes the answer once', async () => {
    const work = await working();
    const questionId = randomUUID();
    const question = {
      questionId,
      kind: 'question',
      title: 'Blue?',
      body: 'Blue or red?',
      options: [{ id: '1', label: 'Blue', consequence: '' }],
    };
    const asked = await must(runner.as(work, 'POST', 'questions', question));
    await must(
      runner.finish(work, { outcome: 'released', reason: 'restarted', headSha: null, changes: null }),
    );
    expect((await must(call('GET', `/api/exceptions/${asked.ref}`))).status).toBe('open');
    const next = await runner.mustClaim();
    expect(next.earlier?.questions).toMatchObject([
      { id: questionId, answer: null, options: [{ label: 'Blue' }] },
    ]);
    expect(
      await must(runner.as(next, 'POST', 'questions', question)),
      'it is the same question',
    ).toMatchObject({ ref: asked.ref });
    await must(call('PATCH', `/api/exceptions/${asked.ref}`, { option: '1' }));
    for (let times = 0; times < 2; times++)
      expect(await must(runner.as(next, 'GET', `questions/${questionId}`))).toMatchObject({
        answered: true,
        option: '1',
      });
    expect(await eventsOf('exception.delivered')).toBe(1);
  });

  it('is nothing of a session that another agent is in', async () => {
    const work = await working();
    await toReview(work);
    await must(call('POST', `/api/tasks/${work.taskRef}/follow-up`, { text: 'More.' }));
    const other = await new ProtocolRunner(api.url).connect('other');
    await other.open();
    await working();
    await sql.query(
      'update agent set engine_session_id = (select engine_session_id from agent where engine_session_id is not null order by created_at limit 1)',
    );
    const next = (await runner.claim(0, randomUUID())).data.assignment as Assignment | null;
    expect(next?.earlier?.session ?? null).toBeNull();
  });
});

describe('a usage limit', () => {
  it('costs no failure, waits until its end, and holds every runner with that account and no other', async () => {
    const [engine] = REPORT.engines;
    const withLogin = (account: string) => ({ ...REPORT, engines: [{ ...engine!, account }] });
    const [mine, theirs] = ['a'.repeat(64), 'b'.repeat(64)].map(withLogin);
    await runner.open([], 10, ['pause', 'messages'], mine);
    const twin = await new ProtocolRunner(api.url).connect('twin');
    await twin.open([], 10, [], mine);
    const work = await working({ maxRetries: 0 });
    const quotaUntil = new Date(Date.now() + 2 * HOUR).toISOString();
    await must(
      runner.finish(work, {
        outcome: 'failed',
        reason: 'provider_quota',
        quotaUntil,
        headSha: null,
        changes: null,
      }),
    );
    expect(await get(work.taskRef)).toMatchObject({ status: 'QUEUED', reason: 'quota', failures: 0 });
    const why = await must(call('GET', `/api/tasks/${work.taskRef}/why`));
    expect(why.sentence).toMatch(
      /^It pauses for another 1 h( \d+ min)?: the usage limit .* until .*UTC\. It then goes on/,
    );
    const second = await task();
    const late = await new ProtocolRunner(api.url).connect('late');
    await late.open([], 10, [], mine);
    for (const one of [runner, twin, late]) expect((await one.claim()).data.assignment).toBeNull();
    const whySecond = await must(call('GET', `/api/tasks/${second.ref}/why`));
    expect(whySecond.sentence).toContain('The usage limit of every model account');
    const other = await new ProtocolRunner(api.url).connect('other');
    await other.open([], 10, [], theirs);
    expect((await other.mustClaim()).taskRef, 'another account works').toBe(second.ref);
    await must(call('PATCH', `/api/runners/${runner.runnerId}`, { status: 'ACTIVE' }));
    await must(call('POST', `/api/tasks/${work.taskRef}/run`, {}));
    expect((await runner.mustClaim()).taskRef).toBe(work.taskRef);
  });

  it('is believed for eight days, whatever a runner says', async () => {
    const work = await working();
    const quotaUntil = '2999-01-01T00:00:00.000Z';
    await must(
      runner.finish(work, {
        outcome: 'failed',
        reason: 'provider_quota',
        quotaUntil,
        headSha: null,
        changes: null,
      }),
    );
    const { rows } = await sql.query(
      "select count(*)::int as n from runner where quota_until between clock_timestamp() and clock_timestamp() + interval '8 days'",
    );
    expect(rows[0].n).toBeGreaterThanOrEqual(1);
    expect((await sql.query("select from runner where quota_until > '2900-01-01'")).rowCount).toBe(0);
  });
});
