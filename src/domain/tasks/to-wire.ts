import type { Task } from '@/contract/task';
import type { Prisma } from '@/lib/db';
import { toWireId } from '@/lib/ids';
import { taskRef } from '@/lib/refs';

/** What a task's wire object needs besides its own row. */
export const WITH_CONTEXT = {
  project: { select: { name: true } },
  needs: {
    select: { needed: { select: { number: true } } },
    orderBy: { needed: { number: 'asc' } },
  },
  agents: {
    where: { lease: { isNot: null } },
    select: { id: true, activity: true, costMicros: true, runner: { select: { name: true } } },
    take: 1,
  },
} satisfies Prisma.TaskInclude;

export type TaskRow = Prisma.TaskGetPayload<{ include: typeof WITH_CONTEXT }>;

/** A task as it stands on the wire. */
export function taskToWire(row: TaskRow): Task {
  const [live] = row.agents;
  return {
    id: toWireId('task', row.id),
    ref: taskRef(row.number),
    projectId: toWireId('proj', row.projectId),
    projectName: row.project.name,
    title: row.title,
    description: row.description,
    role: row.role,
    status: row.status,
    reason: row.reason,
    priority: row.priority,
    riskLevel: row.riskLevel,
    filesHint: row.filesHint,
    labels: row.labels,
    runnerLabels: row.runnerLabels,
    acceptance: row.acceptance as string[],
    dependsOn: row.needs.map(({ needed }) => taskRef(needed.number)),
    requiresReview: row.requiresReview,
    engine: row.engine,
    model: row.model,
    timeoutMs: row.timeoutMs,
    maxTurns: row.maxTurns,
    maxRetries: row.maxRetries,
    budgetMicros: row.budgetMicros === null ? null : Number(row.budgetMicros),
    spentMicros: Number(row.spentMicros + (live?.costMicros ?? 0n)),
    attempt: row.attempt,
    failures: row.failures,
    version: row.version,
    verdict: row.verdict,
    baseBranch: row.baseBranch,
    baseSha: row.baseSha,
    headSha: row.headSha,
    mergedSha: row.mergedSha,
    approvedSha: row.approvedSha,
    feedback: row.feedback,
    agentId: live ? toWireId('agent', live.id) : null,
    runnerName: live?.runner.name ?? null,
    activity: live?.activity ?? null,
    queuedAt: row.queuedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
  };
}
