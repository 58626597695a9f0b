import type { BodyOf, ReturnsOf } from '@/contract/endpoint';
import type { answerErrand as answer, takeErrands as take } from '@/contract/recovery';
import { appendEvent } from '@/domain/events/append-event';
import { fromWireId, toWireId } from '@/lib/ids';
import { engine, inEngine } from '@/lib/pool';
import { taskRef } from '@/lib/refs';
import { timers } from '@/lib/timers';
import { topic, waitFor } from '@/lib/wake';
import { ANSWER_ERRAND, FIND_ERRANDS } from './kept-work.sql';

interface Machine {
  workspaceId: string;
  runnerId: string;
}

/** What people ask of a runner besides tasks; waits up to `waitMs` for something. */
export async function takeErrands(
  machine: Machine,
  waitMs: number,
  signal: AbortSignal,
): Promise<ReturnsOf<typeof take>> {
  const until = performance.now() + Math.min(waitMs, timers().pollHoldMs);
  for (;;) {
    const found = await find(machine);
    const left = until - performance.now();
    if (found.length > 0 || left <= 0 || signal.aborted) return found;
    await waitFor([topic.errands(machine.runnerId)], left, signal);
  }
}

async function find({ workspaceId, runnerId }: Machine): Promise<ReturnsOf<typeof take>> {
  const rows = await engine.query(FIND_ERRANDS, [workspaceId, runnerId]);
  return rows.map((row) => ({
    taskId: toWireId('task', row.task_id),
    taskRef: taskRef(row.number),
    attempt: row.attempt,
    commitSha: row.commit_sha,
    projectId: toWireId('proj', row.project_id),
  }));
}

/** Takes what came of an errand, once; a second answer changes nothing. */
export async function answerErrand(
  { workspaceId, runnerId }: Machine,
  { id, attempt }: { id: string; attempt: number },
  { branch, note }: BodyOf<typeof answer>,
): Promise<{ taken: true }> {
  return inEngine(async (runs) => {
    const taskId = fromWireId('task', id);
    const [first] = await runs.query(ANSWER_ERRAND, [workspaceId, runnerId, taskId, attempt, branch, note]);
    if (first)
      appendEvent(runs, {
        workspaceId,
        type: 'task.recovered',
        actor: `runner:${runnerId}`,
        taskId,
        runnerId,
        payload: {
          attempt,
          branch,
          sentence: branch
            ? `attempt ${attempt} is on branch ${branch}`
            : `attempt ${attempt} could not be recovered. ${note ?? ''}`.trim(),
        },
      });
    return { taken: true as const };
  });
}
