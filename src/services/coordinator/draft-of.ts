import { TaskDraft } from '@/contract/task';
import { TERMINAL } from '@/contract/terminal-status';
import type { Tx } from '@/lib/db';
import { toWireId } from '@/lib/ids';

/** What a task (a database uuid) said, as the draft of another; without what it depends on. */
export async function draftOf(tx: Tx, taskId: string): Promise<TaskDraft> {
  const row = await tx.task.findUniqueOrThrow({
    where: { id: taskId },
    include: { parent: { select: { id: true, status: true } } },
  });
  return {
    projectId: toWireId('proj', row.projectId),
    title: row.title,
    description: row.description,
    type: row.type,
    parent: row.parent && !TERMINAL.has(row.parent.status) ? toWireId('task', row.parent.id) : undefined,
    priority: row.priority,
    riskLevel: row.riskLevel,
    role: TaskDraft.shape.role.parse(row.role),
    filesHint: row.filesHint,
    readsHint: row.readsHint,
    dependsOn: [],
    labels: row.labels,
    runnerLabels: row.runnerLabels,
    acceptance: row.acceptance as string[],
    requiresReview: row.requiresReview,
    engine: TaskDraft.shape.engine.parse(row.engine ?? undefined),
    model: row.model ?? undefined,
    timeoutMs: row.timeoutMs,
    maxTurns: row.maxTurns,
    maxRetries: row.maxRetries,
    budgetMicros: row.budgetMicros === null ? undefined : Number(row.budgetMicros),
    baseBranch: row.baseBranch ?? undefined,
    targetBranch: row.targetBranch ?? undefined,
    draft: false,
  };
}
