import type { ChangedFile, Changes } from '@/contract/task';
import type { Tx } from '@/lib/db';
import { notFound } from '@/lib/errors';
import { fromWireId, toWireId } from '@/lib/ids';
import { byRef } from '@/lib/refs';

const NOTHING: Changes = {
  agentId: null,
  baseSha: null,
  headSha: null,
  files: [],
  patch: '',
  truncated: false,
};

/** What the last agent of a task changed, or the one that is named (wire id). Throws NOT_FOUND. */
export async function getChanges(tx: Tx, ref: string, agentId?: string): Promise<Changes> {
  const task = await tx.task.findFirst({ where: byRef('task', ref), select: { id: true } });
  if (!task) throw notFound('task', ref);
  const agent = await tx.agent.findFirst({
    where: {
      taskId: task.id,
      ...(agentId ? { id: fromWireId('agent', agentId) } : { changes: { isNot: null } }),
    },
    orderBy: { attempt: 'desc' },
    include: { changes: true },
  });
  if (agentId && !agent) throw notFound('agent', agentId);
  if (!agent) return NOTHING;
  return {
    agentId: toWireId('agent', agent.id),
    baseSha: agent.baseSha,
    headSha: agent.headSha,
    files: (agent.changes?.files ?? []) as ChangedFile[],
    patch: agent.changes?.patch ?? '',
    truncated: agent.changes?.truncated ?? false,
  };
}
