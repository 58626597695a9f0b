import { appendEvent } from '@/domain/events/append-event';
import type { Runs } from '@/lib/pool';
import { topic } from '@/lib/wake';
import { CLOSE_EXCEPTIONS } from './close-exceptions.sql';

/** How everything open of a task is closed. Ids are database uuids. */
export interface Closing {
  workspaceId: string;
  taskId: string;
  userId: string;
  status: 'resolved' | 'dismissed';
  option: string;
  text: string | null;
  exceptId?: string;
}

/** Closes the open exceptions of a task whose fate has been decided; an agent that waits for an answer is woken. */
export async function closeExceptions(runs: Runs, closing: Closing): Promise<void> {
  const { workspaceId, taskId, userId, status, option, text, exceptId } = closing;
  const rows = await runs.query(CLOSE_EXCEPTIONS, [
    workspaceId,
    taskId,
    status,
    JSON.stringify({ option, text }),
    userId,
    exceptId ?? null,
  ]);
  for (const { id } of rows) {
    runs.wakes.add(topic.answer(id));
    appendEvent(runs, {
      workspaceId,
      type: 'exception.resolved',
      actor: `person:${userId}`,
      taskId,
      exceptionId: id,
      payload: { status, option },
    });
  }
}
