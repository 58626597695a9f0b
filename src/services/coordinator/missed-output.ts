import { outputOf } from '@/domain/flows/output-of';
import { stepOfTask } from '@/domain/flows/step-of-task';
import type { LiveAgent } from '@/domain/leases/lock-live-agent';
import { fromWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { workOf } from './advance-flow';

/**
 * In what the answer of a flow's agent misses what its node asks for, as a failure that another try is told of; null where
 * it misses nothing.
 */
export async function missedOutput(
  runs: Runs,
  { workspaceId, taskId }: LiveAgent,
  message: string,
): Promise<{ outcome: 'failed'; reason: 'output_missing' | 'output_invalid'; message: string } | null> {
  const { runId, nodeId } = await stepOfTask(runs, { workspaceId, taskId });
  if (runId === undefined || nodeId === undefined) return null;
  const { nodes } = await workOf(runs, workspaceId, fromWireId('run', runId));
  const { fault, why } = outputOf(message, nodes.get(nodeId)?.outputSchema);
  return fault && { outcome: 'failed', reason: fault, message: why };
}
