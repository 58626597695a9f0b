import { cut } from '@/contract/cut';
import { BatchDraft } from '@/contract/task-batch';
import { closeExceptions } from '@/domain/exceptions/close-exceptions';
import { MARK_TASKS } from '@/domain/leases/stop-work.sql';
import { illegalMove, type LockedTask } from '@/domain/tasks/lock-task';
import { moveTask } from '@/domain/tasks/move-task';
import type { Tx } from '@/lib/db';
import { wrongField } from '@/lib/errors';
import { fromWireId, toWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { advanceTask } from './advance-task';
import type { Decision } from './cancel-task';
import { createTasks } from './create-tasks';

const MOST_PARTS = 50;
/** How people begin the lines of a list. */
const BULLET = /^\s*(?:[-*•]|\d{1,2}[.)])\s+/;

/**
 * Makes each line that a person wrote a sub-task of a locked task that waits for a person. The task becomes a story: it
 * waits for its parts, each within the limits of the whole, and is done with them; what its agents had committed stays on
 * their branches. Throws ILLEGAL_TRANSITION, and VALIDATION_ERROR for words that make no titles.
 */
export async function splitTask(
  tx: Tx,
  runs: Runs,
  person: Omit<Decision, 'ref'>,
  task: LockedTask,
  words: string,
): Promise<void> {
  if (task.status !== 'NEEDS_HUMAN')
    throw illegalMove(task, 'only a task that waits for a person can be split so.');
  const titles = titlesOf(words);
  const { workspaceId, userId } = person;
  const whole = await tx.task.update({
    where: { id: task.id },
    data: { type: 'story', headSha: null, verdict: null, approvedBy: null, approvedSha: null },
  });
  await closeExceptions(runs, {
    ...person,
    taskId: task.id,
    status: 'resolved',
    option: 'split',
    text: words,
  });
  const move = { workspaceId, taskId: task.id };
  const actor = `person:${userId}`;
  await advanceTask(runs, {
    ...move,
    from: ['NEEDS_HUMAN'],
    to: 'QUEUED',
    ready: null,
    reason: 'split',
    actor,
  });
  await moveTask(runs, { ...move, from: ['QUEUED'], to: 'BLOCKED', reason: 'subtasks', actor: 'system' });
  const tasks = titles.map((title) =>
    BatchDraft.parse({
      title,
      parent: task.ref,
      description: cut(`A part of ${task.ref}, “${whole.title}”:\n\n${whole.description}`, 20_000),
      priority: whole.priority,
      riskLevel: whole.riskLevel,
      role: whole.role,
      labels: whole.labels,
      runnerLabels: whole.runnerLabels,
      requiresReview: whole.requiresReview,
      engine: whole.engine ?? undefined,
      model: whole.model ?? undefined,
      timeoutMs: whole.timeoutMs,
      maxTurns: whole.maxTurns,
      maxRetries: whole.maxRetries,
      budgetMicros: whole.budgetMicros === null ? undefined : Number(whole.budgetMicros),
      baseBranch: whole.baseBranch ?? undefined,
      targetBranch: whole.targetBranch ?? undefined,
    }),
  );
  const made = await createTasks(tx, runs, person, { projectId: toWireId('proj', task.projectId), tasks });
  // What holds the whole, a paused run or a person, holds its parts, and lets them go with it.
  if (whole.stoppedAt) {
    const parts = made.tasks.map(({ id }) => fromWireId('task', id));
    await runs.query(MARK_TASKS, [workspaceId, parts, true]);
  }
}

function titlesOf(words: string): string[] {
  const titles = words
    .split('\n')
    .map((line) => line.replace(BULLET, '').trim())
    .filter((line) => line !== '');
  if (titles.length < 2 || titles.length > MOST_PARTS)
    throw wrongField('text', `Write the title of one sub-task on each line, two to ${MOST_PARTS} of them.`);
  const long = titles.findIndex((title) => title.length > 200);
  if (long >= 0) throw wrongField('text', `Line ${long + 1} is longer than a title may be: 200 characters.`);
  return titles;
}
