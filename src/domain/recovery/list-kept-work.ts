import type { KeptWork, RecoveryState } from '@/contract/recovery';
import type { Tx } from '@/lib/db';
import { toWireId } from '@/lib/ids';
import { taskRef } from '@/lib/refs';

/** What attempts of a task (a database uuid) left unfinished, newest first. */
export async function listKeptWork(tx: Tx, taskId: string): Promise<KeptWork[]> {
  const rows = await tx.recovery.findMany({
    where: { taskId },
    include: { runner: { select: { name: true } }, task: { select: { number: true } } },
    orderBy: [{ attempt: 'desc' }, { keptAt: 'desc' }],
  });
  return rows.map((row) => ({
    attempt: row.attempt,
    runnerId: toWireId('runner', row.runnerId),
    runnerName: row.runner.name,
    state: row.state as RecoveryState,
    commitSha: row.commitSha,
    files: row.files,
    branch: row.branch,
    note: row.note,
    command: `agent-orchestrator recover ${taskRef(row.task.number)} --attempt ${row.attempt}`,
    keptAt: row.keptAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }));
}
