import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { BodyOf } from '@/contract/endpoint';
import type { resolveException as contract, Exception, ExceptionType } from '@/contract/exception';
import type { Task, TaskStatus } from '@/contract/task';
import { getCheckpoint } from '@/domain/exceptions/get-checkpoint';
import { getException } from '@/domain/exceptions/get-exception';
import { listExceptions } from '@/domain/exceptions/list-exceptions';
import { openException } from '@/domain/exceptions/open-exception';
import { optionsFor } from '@/domain/exceptions/options';
import { triageExceptions } from '@/domain/exceptions/triage-exceptions';
import { toWireId } from '@/lib/ids';
import { onWake, topic } from '@/lib/wake';
import { advanceTask } from '@/services/coordinator/advance-task';
import { cancelTask } from '@/services/coordinator/cancel-task';
import { resolveException } from '@/services/coordinator/resolve-exception';
import { closeCauseless } from '@/services/supervisor/close-causeless';
import { refusal, uuidOf, withWorld } from './world';

const world = withWorld();
type Answer = Partial<BodyOf<typeof contract>>;

async function ask(
  type: ExceptionType,
  status: TaskStatus = 'NEEDS_HUMAN',
  title = 'Which one?',
): Promise<{ task: Task; exception: Exception }> {
  const task = await world.task();
  await world.force(task, status);
  const options =
    type === 'QUESTION' ? [{ id: 'a', label: 'A', consequence: '' }] : optionsFor(type, task.ref);
  const number = await world.as((_, runs) =>
    openException(runs, {
      id: randomUUID(),
      workspaceId: world.me.workspaceId,
      taskId: uuidOf(task.id),
      type,
      severity: 'high',
      title,
      body: 'Either.',
      options,
      actor: 'system',
    }),
  );
  return { task, exception: await world.as((tx) => getException(tx, `EXC-${number}`)) };
}
const resolve = ({ ref }: Exception, answer: Answer) =>
  world.as((tx, runs) => resolveException(tx, runs, world.me, ref, { status: 'resolved', ...answer }));

describe('an exception whose cause has gone', () => {
  const why = async ({ ref }: Exception) => {
    const { status, resolution } = await world.as((tx) => getException(tx, ref));
    return status === 'resolved' ? resolution?.because : status;
  };
  const GONE: Record<
    Exclude<ExceptionType, 'FLOW_REVIEW'>,
    { stands: TaskStatus; gone: TaskStatus; because: string }
  > = {
    QUESTION: { stands: 'QUEUED', gone: 'COMPLETED', because: 'the task is done' },
    PERMISSION: { stands: 'IN_PROGRESS', gone: 'CANCELLED', because: 'the task was cancelled' },
    VERIFICATION_FAILED: { stands: 'NEEDS_HUMAN', gone: 'COMPLETED', because: 'the task is done' },
    AGENT_STUCK: { stands: 'NEEDS_HUMAN', gone: 'QUEUED', because: 'the task is tried again' },
    CONFLICT_DETECTED: { stands: 'IN_REVIEW', gone: 'COMPLETED', because: 'the task is done' },
    HIGH_RISK_CODE: {
      stands: 'IN_REVIEW',
      gone: 'MERGING',
      because: 'the commit was approved and is being merged',
    },
    BUDGET: { stands: 'NEEDS_HUMAN', gone: 'SKIPPED', because: 'the task was left out' },
    RETRIES_EXHAUSTED: { stands: 'VERIFYING', gone: 'FAILED', because: 'the task was given up' },
    RUNNER_LOST: { stands: 'NEEDS_HUMAN', gone: 'IN_PROGRESS', because: 'the task is tried again' },
    UNKNOWN_ERROR: {
      stands: 'NEEDS_HUMAN',
      gone: 'IN_REVIEW',
      because: 'the task has a commit that its checks do not forbid',
    },
  };

  it.each(Object.entries(GONE))(
    '%s is closed by itself, and says why',
    async (type, { stands, gone, because }) => {
      const { task, exception } = await ask(type as ExceptionType, stands);
      await closeCauseless();
      expect(await why(exception), `while the task is ${stands}`).toBe('open');
      await world.force(task, gone);
      await Promise.all([closeCauseless(), closeCauseless()]);
      expect(await why(exception)).toBe(because);
      expect((await world.events(task)).filter((one) => one === 'exception.resolved')).toHaveLength(1);
    },
  );

  it('for want of money goes on once its budget is raised', async () => {
    const { task, exception } = await ask('BUDGET');
    const spent = { reason: 'budget_exhausted', budget_micros: 100, spent_micros: 200 };
    await world.force(task, 'NEEDS_HUMAN', spent);
    await closeCauseless();
    expect(await why(exception)).toBe('open');
    await world.force(task, 'NEEDS_HUMAN', { ...spent, budget_micros: 300 });
    await closeCauseless();
    expect(await why(exception)).toBe('the budget of the task was raised');
    expect(await world.get(task.ref)).toMatchObject({ status: 'QUEUED', reason: 'raise_cap' });
  });

  it('as its agent has ended is closed when another session does the work, not when that goes on with it', async () => {
    const { task, exception } = await ask('QUESTION', 'IN_PROGRESS');
    const first = await world.agent(task);
    await world.sql.query('update exception set agent_id = $2 where id = $1', [uuidOf(exception.id), first]);
    await world.sql.query('delete from lease where agent_id = $1', [first]);
    await world.sql.query("update agent set status = 'lost', ended_at = now() where id = $1", [first]);
    await closeCauseless();
    expect(await why(exception), 'the next one may go on with it').toBe('open');
    const next = await world.agent(task, { attempt: 2 });
    await world.sql.query('update agent set resumed_attempt = 1 where id = $1', [next]);
    await closeCauseless();
    expect(await why(exception), 'it does').toBe('open');
    await world.sql.query('update agent set resumed_attempt = null where id = $1', [next]);
    await closeCauseless();
    expect(await why(exception)).toBe('the agent that asked has ended, and a new one does the work');
  });
});

describe('a question', () => {
  it('is answered by an option, by words, or by both, and wakes the agent that waits', async () => {
    for (const answer of [{ option: 'a' }, { text: 'Neither.' }, { option: 'a', text: 'But round.' }]) {
      const { exception } = await ask('QUESTION', 'IN_PROGRESS');
      let woken = 0;
      const off = onWake(topic.answer(uuidOf(exception.id)), () => woken++);
      expect(await resolve(exception, answer)).toMatchObject({
        status: 'resolved',
        version: 1,
        resolution: { option: null, text: null, ...answer },
      });
      off();
      expect(woken).toBeGreaterThan(0);
    }
  });

  it('leaves the task where it is', async () => {
    const { task, exception } = await ask('QUESTION', 'IN_PROGRESS');
    await resolve(exception, { option: 'a' });
    expect((await world.get(task.ref)).status).toBe('IN_PROGRESS');
  });

  it('takes no answer that says nothing, and no option it does not have', async () => {
    const { exception } = await ask('QUESTION', 'IN_PROGRESS');
    expect((await refusal(resolve(exception, {}))).code).toBe('VALIDATION_ERROR');
    expect((await refusal(resolve(exception, { text: '  ' }))).code).toBe('VALIDATION_ERROR');
    expect((await refusal(resolve(exception, { option: 'z' }))).message).toContain('no option "z"');
  });

  it('keeps its first answer', async () => {
    const { exception } = await ask('QUESTION', 'IN_PROGRESS');
    const both = await Promise.allSettled([
      resolve(exception, { option: 'a' }),
      resolve(exception, { text: 'b' }),
    ]);
    expect(both.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    expect((await refusal(resolve(exception, { option: 'a' }))).code).toBe('CONFLICT');
  });

  it('is refused on an old version', async () => {
    const { exception } = await ask('QUESTION', 'IN_PROGRESS');
    expect((await resolve(exception, { status: 'acknowledged' })).status).toBe('acknowledged');
    expect(await refusal(resolve(exception, { option: 'a', version: 0 }))).toMatchObject({
      code: 'STALE_VERSION',
      details: { version: 1 },
    });
    expect((await resolve(exception, { option: 'a', version: 1 })).status).toBe('resolved');
  });

  it('can be dismissed, which the agent hears too', async () => {
    const { exception } = await ask('QUESTION', 'IN_PROGRESS');
    expect(await resolve(exception, { status: 'dismissed' })).toMatchObject({
      status: 'dismissed',
      resolution: { option: null, text: null },
    });
  });
});

describe('what an option does', () => {
  it('retry queues the task with the words as guidance', async () => {
    const { task, exception } = await ask('RETRIES_EXHAUSTED');
    expect(await resolve(exception, { option: 'retry', text: 'Try the other module.' })).toMatchObject({
      status: 'resolved',
      resolution: { option: 'retry' },
    });
    expect(await world.get(task.ref)).toMatchObject({
      status: 'QUEUED',
      feedback: 'Try the other module.',
      failures: 0,
    });
  });

  it('retry also sends a reviewed task back that could not be merged', async () => {
    const { task, exception } = await ask('CONFLICT_DETECTED', 'IN_REVIEW');
    await resolve(exception, { option: 'retry', text: 'Bring it up to date.' });
    expect((await world.get(task.ref)).status).toBe('QUEUED');
  });

  it('skip leaves the task out, with what depends on it', async () => {
    const { task, exception } = await ask('AGENT_STUCK');
    const dependent = await world.task({ dependsOn: [task.ref] });
    await resolve(exception, { option: 'skip' });
    expect(await world.get(task.ref)).toMatchObject({ status: 'SKIPPED', reason: 'left_out' });
    expect((await world.get(dependent.ref)).status).toBe('SKIPPED');
  });

  it('fail ends the task and skips what depends on it', async () => {
    const { task, exception } = await ask('AGENT_STUCK');
    const dependent = await world.task({ dependsOn: [task.ref] });
    await resolve(exception, { option: 'fail' });
    expect(await world.get(task.ref)).toMatchObject({ status: 'FAILED', reason: 'given_up' });
    expect((await world.get(dependent.ref)).status).toBe('SKIPPED');
  });

  it('cancel ends the task as cancelled', async () => {
    const { task, exception } = await ask('AGENT_STUCK');
    await resolve(exception, { option: 'cancel', text: 'Done by hand.' });
    expect(await world.get(task.ref)).toMatchObject({
      status: 'CANCELLED',
      reason: 'cancelled:Done by hand.',
    });
  });

  it('split makes each line a sub-task, for which the task waits and with which it is done', async () => {
    const { task, exception } = await ask('RETRIES_EXHAUSTED');
    await world.sql.query(
      "update task set attempt = 2, head_sha = 'abc', description = 'All.' where id = $1",
      [uuidOf(task.id)],
    );
    const dependent = await world.task({ dependsOn: [task.ref] });
    for (const text of ['Only one', '', `One\n${'x'.repeat(201)}`])
      expect(await refusal(resolve(exception, { option: 'split', text })), text).toMatchObject({
        code: 'VALIDATION_ERROR',
      });
    const text = '- The parser\n\n2. The printer\n  Its tests';
    expect(await resolve(exception, { option: 'split', text })).toMatchObject({ status: 'resolved' });
    expect(await world.get(task.ref)).toMatchObject({
      ...{
        type: 'story',
        status: 'BLOCKED',
        reason: 'subtasks',
        headSha: null,
        subTasks: { total: 3, open: 3 },
      },
    });
    const { rows } = await world.sql.query(
      "select id, title, status, description, 'TASK-' || number as ref from task where parent_id = $1 order by number",
      [uuidOf(task.id)],
    );
    expect(rows.map(({ title, status }) => [title, status])).toEqual([
      ['The parser', 'QUEUED'],
      ['The printer', 'QUEUED'],
      ['Its tests', 'QUEUED'],
    ]);
    expect(rows[0].description).toBe(`A part of ${task.ref}, “A task”:\n\nAll.`);
    for (const { ref } of rows) {
      await world.force(await world.get(ref), 'VERIFYING');
      await world.as((_, runs) =>
        advanceTask(runs, {
          workspaceId: world.me.workspaceId,
          taskId: rows.find((one) => one.ref === ref).id,
          from: ['VERIFYING'],
          to: 'COMPLETED',
          actor: 'system',
        }),
      );
    }
    expect((await world.get(task.ref)).status).toBe('COMPLETED');
    expect((await world.get(dependent.ref)).status).toBe('QUEUED');
  });

  it('split gives each part the limits of the whole', async () => {
    const limits = { budgetMicros: 2_000_000, timeoutMs: 60_000, maxTurns: 7 };
    const { task, exception } = await ask('BUDGET');
    await world.sql.query(
      'update task set budget_micros = $2, timeout_ms = $3, max_turns = $4 where id = $1',
      [uuidOf(task.id), ...Object.values(limits)],
    );
    await resolve(exception, { option: 'split', text: 'One\nTwo' });
    const { rows } = await world.sql.query(
      `select budget_micros::int as "budgetMicros", timeout_ms as "timeoutMs", max_turns as "maxTurns"
       from task where parent_id = $1`,
      [uuidOf(task.id)],
    );
    expect(rows).toEqual([limits, limits]);
  });

  it('is nothing, and nothing is written, where the task has gone elsewhere', async () => {
    for (const option of ['retry', 'fail', 'split']) {
      const { exception } = await ask('AGENT_STUCK', 'COMPLETED');
      expect((await refusal(resolve(exception, { option }))).code).toBe('ILLEGAL_TRANSITION');
      expect((await world.as((tx) => getException(tx, exception.ref))).status).toBe('open');
    }
  });

  it('must be one, as words alone cannot act', async () => {
    const { exception } = await ask('AGENT_STUCK');
    expect((await refusal(resolve(exception, { text: 'Do something.' }))).code).toBe('VALIDATION_ERROR');
  });
});

describe('the list of exceptions', () => {
  it('is newest first, by pages that neither lose nor repeat one', async () => {
    const { task } = await ask('AGENT_STUCK');
    for (let i = 0; i < 4; i++) await ask('AGENT_STUCK');
    const all: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await world.as((tx) =>
        listExceptions(tx, { limit: 2, offset: 0, cursor, status: ['open'] }, world.me.userId),
      );
      all.push(...page.items.map(({ ref }) => ref));
      cursor = page.pagination.nextCursor ?? undefined;
      expect(page.pagination.hasMore).toBe(cursor !== undefined);
    } while (cursor);
    const numbers = all.map((ref) => Number(ref.slice(4)));
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => b - a));
    const mine = await world.as((tx) =>
      listExceptions(tx, { limit: 50, offset: 0, taskId: task.ref }, world.me.userId),
    );
    expect(mine.pagination.totalCount).toBe(1);
  });
});

describe('exceptions that are sorted out', () => {
  type Triage = Parameters<typeof triageExceptions>[3];
  const triage = (body: Triage) => world.as((tx, runs) => triageExceptions(tx, runs, world.me, body));
  const read = ({ ref }: Exception) => world.as((tx) => getException(tx, ref));
  const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();

  it('that say the same are counted, and one that comes after an answer has come back', async () => {
    const first = await ask('AGENT_STUCK', 'NEEDS_HUMAN', 'Port 8080 is taken by 4fe2a1c9');
    const second = await ask('AGENT_STUCK', 'NEEDS_HUMAN', 'Port 3000 is  taken by 99bb01d2');
    const other = await ask('AGENT_STUCK', 'NEEDS_HUMAN', 'The disk is full');
    expect(second.exception).toMatchObject({
      fingerprint: first.exception.fingerprint,
      occurrences: 2,
      regressed: false,
    });
    expect(other.exception).toMatchObject({ occurrences: 1, regressed: false });
    await resolve(first.exception, { option: 'fail' });
    const third = await ask('AGENT_STUCK', 'NEEDS_HUMAN', 'Port 22 is taken by 0000000');
    expect(third.exception).toMatchObject({ occurrences: 3, regressed: true });
    expect((await read(second.exception)).regressed).toBe(false);
  });

  it('are assigned and snoozed together, and found by it', async () => {
    const { workspaceId, userId } = world.me;
    await world.sql.query(
      "insert into member (workspace_id, user_id, role) values ($1, $2, 'owner') on conflict do nothing",
      [workspaceId, userId],
    );
    const [a, b] = [await ask('AGENT_STUCK'), await ask('BUDGET')];
    const until = inAnHour();
    const assigneeId = toWireId('user', userId);
    const changed = await triage({ ids: [b.exception.ref, a.exception.id], assigneeId, snoozedUntil: until });
    expect(changed.map(({ ref }) => ref)).toEqual([b.exception.ref, a.exception.ref]);
    expect(changed[0]).toMatchObject({ assignee: { id: assigneeId }, snoozedUntil: until, status: 'open' });
    const listed = async (query: object) =>
      (await world.as((tx) => listExceptions(tx, { limit: 50, offset: 0, ...query }, userId))).items.map(
        ({ ref }) => ref,
      );
    expect(await listed({ snoozed: 'true' })).toEqual([b.exception.ref, a.exception.ref]);
    expect(await listed({ snoozed: 'false' })).not.toContain(a.exception.ref);
    expect(await listed({ assigneeId: 'me' })).toEqual([b.exception.ref, a.exception.ref]);
    await triage({ ids: [a.exception.ref], assigneeId: null, snoozedUntil: null });
    expect(await listed({ assigneeId, snoozed: 'true' })).toEqual([b.exception.ref]);
  });

  it('as duplicates get the answer of the one they repeat', async () => {
    const [original, copy] = [await ask('AGENT_STUCK'), await ask('AGENT_STUCK')];
    await triage({ ids: [copy.exception.ref], duplicateOf: original.exception.ref });
    expect((await read(copy.exception)).duplicateOf).toBe(original.exception.ref);
    await resolve(original.exception, { option: 'retry', text: 'Use port 9.' });
    expect(await read(copy.exception)).toMatchObject({
      status: 'resolved',
      resolution: { option: 'retry', text: 'Use port 9.' },
    });
    expect((await world.get(copy.task.ref)).status).toBe('QUEUED');
  });

  it('without the chosen option stay open on their own', async () => {
    const [original, copy] = [await ask('BUDGET'), await ask('HIGH_RISK_CODE', 'IN_REVIEW')];
    await triage({ ids: [copy.exception.ref], duplicateOf: original.exception.ref });
    await resolve(original.exception, { option: 'fail' });
    expect(await read(copy.exception)).toMatchObject({ status: 'open', duplicateOf: null });
  });

  it('are no duplicates any more where the one they repeat was closed without an answer for them', async () => {
    const [original, copy, third] = [await ask('AGENT_STUCK'), await ask('AGENT_STUCK'), await ask('BUDGET')];
    await triage({ ids: [copy.exception.ref], duplicateOf: original.exception.ref });
    await world.as((tx, runs) => cancelTask(tx, runs, { ...world.me, ref: original.task.ref }));
    expect(await read(copy.exception)).toMatchObject({ status: 'open', duplicateOf: null });
    await triage({ ids: [third.exception.ref], duplicateOf: copy.exception.ref });
    expect((await read(third.exception)).duplicateOf).toBe(copy.exception.ref);
  });

  it('are changed all or not at all, and only where it makes sense', async () => {
    const [open, decided] = [await ask('AGENT_STUCK'), await ask('AGENT_STUCK')];
    await resolve(decided.exception, { option: 'fail' });
    const ids = [open.exception.ref, decided.exception.ref];
    const code = async (body: Triage) => (await refusal(triage(body))).code;
    expect(await code({ ids, snoozedUntil: inAnHour() })).toBe('CONFLICT');
    expect((await read(open.exception)).snoozedUntil).toBeNull();
    const mine = [open.exception.ref];
    expect(await code({ ids: mine })).toBe('VALIDATION_ERROR');
    expect(await code({ ids: [...mine, 'EXC-999999'], status: 'acknowledged' })).toBe('NOT_FOUND');
    expect(await code({ ids: mine, snoozedUntil: '2020-01-01T00:00:00.000Z' })).toBe('VALIDATION_ERROR');
    expect(await code({ ids: mine, assigneeId: toWireId('user', randomUUID()) })).toBe('VALIDATION_ERROR');
    expect(await code({ ids: mine, duplicateOf: open.exception.ref })).toBe('VALIDATION_ERROR');
    expect(await code({ ids: mine, duplicateOf: decided.exception.ref })).toBe('VALIDATION_ERROR');
    await triage({ ids: mine, status: 'acknowledged' });
    expect(await read(open.exception)).toMatchObject({ status: 'acknowledged', version: 1 });
  });
});

it('a checkpoint tells what was tried, and is no other exception', async () => {
  const { task, exception } = await ask('RETRIES_EXHAUSTED');
  await world.agent(task, { attempt: 1 });
  await world.sql.query(
    "update task set failures = 3, feedback = 'npm test: 1 failed', attempt = 1 where id = $1",
    [uuidOf(task.id)],
  );
  expect(await world.as((tx) => getCheckpoint(tx, exception.ref))).toMatchObject({
    ref: exception.ref,
    failures: 3,
    feedback: 'npm test: 1 failed',
    attempts: [{ attempt: 1, kind: 'work', status: 'running', runnerName: 'laptop-ana' }],
  });
  const { exception: other } = await ask('AGENT_STUCK');
  expect((await refusal(world.as((tx) => getCheckpoint(tx, other.ref)))).code).toBe('NOT_FOUND');
});
