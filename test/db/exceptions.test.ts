import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { BodyOf } from '@/contract/endpoint';
import type { resolveException as contract, Exception, ExceptionType } from '@/contract/exception';
import type { Task, TaskStatus } from '@/contract/task';
import { getException } from '@/domain/exceptions/get-exception';
import { listExceptions } from '@/domain/exceptions/list-exceptions';
import { openException } from '@/domain/exceptions/open-exception';
import { optionsFor } from '@/domain/exceptions/options';
import { onWake, topic } from '@/lib/wake';
import { resolveException } from '@/services/coordinator/resolve-exception';
import { refusal, uuidOf, withWorld } from './world';

const world = withWorld();
type Answer = Partial<BodyOf<typeof contract>>;

async function ask(
  type: ExceptionType,
  status: TaskStatus = 'NEEDS_HUMAN',
): Promise<{ task: Task; exception: Exception }> {
  const task = await world.task();
  await world.force(task, status);
  const options = type === 'QUESTION' ? [{ id: 'a', label: 'A', consequence: '' }] : optionsFor(type);
  const number = await world.as((_, runs) =>
    openException(runs, {
      id: randomUUID(),
      workspaceId: world.me.workspaceId,
      taskId: uuidOf(task.id),
      type,
      severity: 'high',
      title: 'Which one?',
      body: 'Either.',
      options,
      actor: 'system',
    }),
  );
  return { task, exception: await world.as((tx) => getException(tx, `EXC-${number}`)) };
}
const resolve = ({ ref }: Exception, answer: Answer) =>
  world.as((tx, runs) => resolveException(tx, runs, world.me, ref, { status: 'resolved', ...answer }));

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

  it('is nothing, and nothing is written, where the task has gone elsewhere', async () => {
    for (const option of ['retry', 'fail']) {
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
        listExceptions(tx, { limit: 2, offset: 0, cursor, status: ['open'] }),
      );
      all.push(...page.items.map(({ ref }) => ref));
      cursor = page.pagination.nextCursor ?? undefined;
      expect(page.pagination.hasMore).toBe(cursor !== undefined);
    } while (cursor);
    const numbers = all.map((ref) => Number(ref.slice(4)));
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => b - a));
    const mine = await world.as((tx) => listExceptions(tx, { limit: 50, offset: 0, taskId: task.ref }));
    expect(mine.pagination.totalCount).toBe(1);
  });
});
