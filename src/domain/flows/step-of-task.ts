import { toWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { FIND_STEP_OF_TASK } from './step-of-task.sql';

/** What events of a task say of the step that it does: its run, its id and its node. Database uuids in, wire ids out. */
export async function stepOfTask(
  runs: Pick<Runs, 'query'>,
  { workspaceId, taskId }: { workspaceId: string; taskId: string },
): Promise<{ runId?: string; id?: string; nodeId?: string; part?: string | null }> {
  const [step] = await runs.query<{ id: string; run_id: string; node: string; part: string | null }>(
    FIND_STEP_OF_TASK,
    [workspaceId, taskId],
  );
  if (!step) return {};
  const { id, run_id: runId, node: nodeId, part } = step;
  return { runId: toWireId('run', runId), id: toWireId('node', id), nodeId, part };
}
