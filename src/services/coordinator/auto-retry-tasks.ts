import { FailureReason } from '@/contract/attempt';
import type { ReturnsOf } from '@/contract/endpoint';
import { FAILURE_CLASS, passesByItself } from '@/contract/failure';
import type { autoRetryTasks as endpoint } from '@/contract/task-calls';
import { type LockedTask, lockTask } from '@/domain/tasks/lock-task';
import { asWorkspace, type Viewer } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { NUMBERED } from '@/lib/numbered-tasks';
import { taskRef } from '@/lib/refs';
import { queueAgain } from './queue-again';

/** Reasons that may pass too, though they may also be the work's own: trying costs no more than a person would pay. */
const MAY_PASS: ReadonlySet<string> = new Set(['timeout', 'agents_lost']);

type Answer = ReturnsOf<typeof endpoint>;

/**
 * Queues again every task that waits for a person only since something passing stopped it, or those of `refs` of which
 * that is so, each in a transaction of its own. Answers which, and why not the others.
 */
export async function autoRetryTasks(
  person: { workspaceId: string; userId: string },
  refs?: string[],
): Promise<Answer> {
  const { workspaceId } = person;
  const answer: Answer = { retried: [], skipped: [] };
  for (const ref of refs ?? (await waiting(person))) {
    const retried = asWorkspace(person, async (tx, runs) => {
      const task = await lockTask(runs, workspaceId, ref).catch(nullWhereNotFound);
      if (!task) {
        answer.skipped.push({ ref, reason: 'there is no such task' });
        return;
      }
      if (answer.retried.includes(task.ref)) return;
      const reason = whyNot(task);
      if (reason) {
        answer.skipped.push({ ref: task.ref, reason });
        return;
      }
      await queueAgain(tx, runs, { ...person, task, guidance: null, option: 'retry' });
      answer.retried.push(task.ref);
    });
    await retried.catch((error: unknown) => {
      if (!(error instanceof AppError && error.code === 'CONFLICT')) throw error;
      answer.skipped.push({ ref, reason: error.message });
    });
  }
  return answer;
}

const nullWhereNotFound = (error: unknown): null => {
  if (error instanceof AppError && error.code === 'NOT_FOUND') return null;
  throw error;
};

const waiting = async (person: Viewer): Promise<string[]> => {
  const rows = await asWorkspace(person, (tx) =>
    tx.task.findMany({
      where: { ...NUMBERED, status: 'NEEDS_HUMAN' },
      select: { number: true },
      orderBy: { number: 'asc' },
    }),
  );
  return rows.map(({ number }) => taskRef(number));
};

function whyNot({ status, reason }: LockedTask): string | null {
  if (status !== 'NEEDS_HUMAN') return `it is ${status} and waits for nobody`;
  return reason !== null && mayPass(reason) ? null : (reason ?? 'nobody said why it waits');
}

const mayPass = (reason: string): boolean => {
  const known = FailureReason.safeParse(reason).data;
  return MAY_PASS.has(reason) || (known !== undefined && passesByItself(FAILURE_CLASS[known]));
};
