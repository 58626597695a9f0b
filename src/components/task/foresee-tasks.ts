import type { Task } from '@/contract/task';
import { foresee } from '@/hooks/foresee';

/** These tasks as a change will leave them; null where a list that was asked for loses them. */
export const foreseeTasks = (
  refs: readonly string[],
  change: (task: Task, query: Record<string, unknown>) => Task | null,
) =>
  foresee<Task>(['getTask', 'listTasks'], (task, { query }) =>
    refs.includes(task.ref) ? change(task, query) : task,
  );
