import { appendEvent } from '@/domain/events/append-event';
import { CAUSE_STANDS, whyClosed } from '@/domain/exceptions/causes';
import { CAUSELESS, CLOSE_CAUSELESS } from '@/domain/exceptions/close-causeless.sql';
import { inEngine } from '@/lib/pool';
import { topic } from '@/lib/wake';
import { advanceTask } from '@/services/coordinator/advance-task';

/**
 * Closes open exceptions whose cause has gone, and says why. A task that stopped for want of money and has some again is
 * queued. Answers how many.
 */
export async function closeCauseless(): Promise<number> {
  return inEngine(async (runs) => {
    const causeless = await runs.query(CAUSELESS, [
      Object.keys(CAUSE_STANDS),
      Object.values(CAUSE_STANDS).map((stands) => stands.join(',')),
    ]);
    for (const { id, workspace_id: workspaceId, task_id: taskId, ...gone } of causeless) {
      const because = whyClosed(gone);
      const resolution = { option: null, text: null, because };
      const [closed] = await runs.query(CLOSE_CAUSELESS, [workspaceId, id, JSON.stringify(resolution)]);
      if (!closed) continue;
      appendEvent(runs, {
        workspaceId,
        type: 'exception.resolved',
        actor: 'system',
        taskId,
        exceptionId: id,
        payload: { status: 'resolved', option: null, because },
      });
      runs.wakes.add(topic.answer(id));
      if (gone.raised)
        await advanceTask(runs, {
          workspaceId,
          taskId,
          from: ['NEEDS_HUMAN'],
          to: 'QUEUED',
          reason: 'raise_cap',
          actor: 'system',
        });
    }
    return causeless.length;
  });
}
