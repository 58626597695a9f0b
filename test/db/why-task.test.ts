import { describe, expect, it } from 'vitest';
import type { Task, Why } from '@/contract/task';
import { openException } from '@/domain/exceptions/open-exception';
import { newId } from '@/lib/ids';
import { whyTask } from '@/services/triage/why-task';
import { uuidOf, withWorld } from './world';

const world = withWorld();
const why = (task: Task): Promise<Why> =>
  world.as((tx, runs) => whyTask(tx, runs, world.me.workspaceId, task.ref));
const ask = (task: Task) =>
  world.as((_, runs) =>
    openException(runs, {
      id: newId(),
      workspaceId: world.me.workspaceId,
      taskId: uuidOf(task.id),
      type: 'QUESTION',
      severity: 'high',
      title: 'Which one?',
      body: '',
      options: [],
      actor: 'system',
    }),
  );

describe('why a task stands where it stands', () => {
  it('waits its turn', async () => {
    const first = await world.task();
    expect(await why(first)).toMatchObject({
      sentence: expect.stringContaining('It is next in the queue'),
      holds: [{ code: 'queue' }],
    });
    const second = await world.task();
    expect((await why(second)).sentence).toBe('It is number 2 in the queue.');
    for (const task of [first, second])
      await world.force(task, 'CANCELLED', { ended_at: new Date(), reason: 'cancelled:not needed' });
    expect((await why(first)).sentence).toBe('It was cancelled 0 s ago: not needed');
  });

  it('names the runner that is missing before the queue', async () => {
    const task = await world.task({ runnerLabels: ['gpu'] });
    expect((await why(task)).holds.map(({ code }) => code)).toEqual(['runner', 'queue']);
    expect((await why(task)).sentence).toBe('No runner has the label gpu (0 of 1).');
    await world.force(task, 'CANCELLED');
  });

  it('names each lock and who holds it', async () => {
    const holder = await world.task({ title: 'Rename the cart' });
    await world.force(holder, 'IN_PROGRESS');
    await world.agent(holder, { locks: ['src/'] });
    const task = await world.task({ filesHint: ['src/a.ts'] });
    await world.force(task, 'BLOCKED', { reason: 'lock:src/a.ts' });
    expect(await why(task)).toMatchObject({
      sentence: `It waits for the lock on src/ (it needs src/a.ts), held by ${holder.ref}, Rename the cart`,
      holds: [{ code: 'lock', link: `/tasks/${holder.ref}` }],
    });
  });

  it('names what it depends on and how that is doing', async () => {
    const needed = await world.task();
    const task = await world.task({ dependsOn: [needed.ref] });
    await world.force(needed, 'IN_PROGRESS');
    expect(await why(task)).toMatchObject({
      sentence: `It depends on ${needed.ref}, which is running.`,
      holds: [{ code: 'dependency', link: `/tasks/${needed.ref}` }],
    });
  });

  it('says who works on it, since when and at what; and that a question waits', async () => {
    const task = await world.task();
    await world.force(task, 'IN_PROGRESS');
    const agentId = await world.agent(task);
    await world.sql.query(`update agent set activity = 'editing src/a.ts' where id = $1`, [agentId]);
    expect((await why(task)).sentence).toBe(
      'laptop-ana works on it (attempt 1) for 3 min: editing src/a.ts.',
    );
    await ask(task);
    expect((await why(task)).sentence).toMatch(/^The agent waits for an answer: EXC-\d+, Which one\?$/);
    await world.sql.query(`update agent set activity = 'Waits for an answer: Which one?' where id = $1`, [
      agentId,
    ]);
    const { holds } = await why(task);
    expect(holds.map(({ sentence }) => sentence)).toEqual([
      expect.any(String),
      'laptop-ana works on it (attempt 1) for 3 min: Waits for an answer: Which one?',
    ]);
  });

  it('says when a machine has fallen silent', async () => {
    const task = await world.task();
    await world.force(task, 'IN_PROGRESS');
    const agentId = await world.agent(task);
    await world.sql.query(
      `update lease set expires_at = clock_timestamp() - interval '10 seconds' where agent_id = $1`,
      [agentId],
    );
    expect((await why(task)).sentence).toMatch(
      /^laptop-ana has not answered for 1 min\. Its task is given to another agent in (19|20) s\.$/,
    );
  });

  it('waits for the rest of a back-off', async () => {
    const task = await world.task();
    await world.sql.query(
      `update task set not_before = clock_timestamp() + interval '15 minutes', reason = 'quota' where id = $1`,
      [uuidOf(task.id)],
    );
    expect((await why(task)).sentence).toMatch(
      /^It pauses for another 1[45] min: the usage limit of its model account is reached until .*\d\d:\d\d UTC\. It then goes on where it stopped\.$/,
    );
    await world.force(task, 'CANCELLED');
  });

  it.each([
    ['DRAFT', {}, 'It is a draft: queue it to have it worked on.'],
    [
      'IN_REVIEW',
      { head_sha: 'b'.repeat(40), verdict: 'UNPROVEN' },
      'It waits for a person to review commit bbbbbbbbbbbb, which its checks do not prove.',
    ],
    ['NEEDS_HUMAN', {}, 'It needs a person: try it again, change it, or cancel it.'],
    ['CANCELLING', {}, 'It is being cancelled.'],
    ['COMPLETED', { merged_sha: 'c'.repeat(40) }, 'It is done: merged as commit cccccccccccc.'],
    ['FAILED', { reason: 'given_up' }, 'A person gave it up.'],
    ['SKIPPED', {}, 'It was skipped: a task that it depends on did not succeed.'],
  ] as const)('has a sentence for %s', async (status, more, sentence) => {
    const task = await world.task();
    await world.force(task, status, more);
    expect((await why(task)).sentence).toBe(sentence);
  });

  it('names the exception that waits for a person', async () => {
    const task = await world.task();
    await world.force(task, 'NEEDS_HUMAN');
    await ask(task);
    expect(await why(task)).toMatchObject({
      sentence: expect.stringMatching(/^It needs a person: EXC-\d+, Which one\?$/),
      holds: [{ code: 'person', link: expect.stringMatching(/^\/exceptions\?e=EXC-\d+$/) }],
    });
  });
});
