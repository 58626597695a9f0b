import { TERMINAL } from '@/contract/terminal-status';
import { gathers } from '@/domain/tasks/task-type';
import { taskRef } from '@/lib/refs';
import { STATUS_WORDS } from './say';
import type { Hold, Scene } from './scene';

const MOST_NAMED = 20;

/** What a task that gathers sub-tasks waits for among these. */
export async function whyGathering({ tx, task, ref }: Scene): Promise<Hold[]> {
  if (!gathers(task.type)) return [];
  const [reason, failed] = task.reason?.split(':') ?? [];
  if (reason === 'subtask_failed')
    return [
      {
        code: 'subtask_failed',
        sentence: `All of its sub-tasks have ended, but ${failed} without success. Try that one again, delete it, or close this one.`,
        link: `/tasks/${failed}`,
      },
    ];
  const open = await tx.task.findMany({
    where: { parentId: task.id, status: { notIn: [...TERMINAL] } },
    select: { number: true, status: true },
    orderBy: { number: 'asc' },
    take: MOST_NAMED,
  });
  if (open.length === 0 && reason === 'subtasks')
    return [
      {
        code: 'subtasks',
        sentence: 'It gathers sub-tasks and has none yet. Add one, or close it.',
        link: `/tasks/${ref}`,
      },
    ];
  return open.map(({ number, status }) => ({
    code: 'subtasks',
    sentence: `It waits for its sub-task ${taskRef(number)}, which ${STATUS_WORDS[status]}.`,
    link: `/tasks/${taskRef(number)}`,
  }));
}
