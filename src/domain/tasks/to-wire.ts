import type { Task } from '@/contract/task';
import { TERMINAL } from '@/contract/terminal-status';
import type { Prisma, Tx } from '@/lib/db';
import { toWireId } from '@/lib/ids';
import { taskRef } from '@/lib/refs';
import { gathers } from './task-type';

/** What a task's wire object needs besides its own row. */
export const WITH_CONTEXT = {
  project: { select: { name: true } },
  assignee: { select: { id: true, name: true } },
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

type TaskRow = Prisma.TaskGetPayload<{ include: typeof WITH_CONTEXT }>;

/** Tasks as they stand on the wire. Only those that have a family cost more statements than their rows did. */
export async function tasksToWire(tx: Tx, rows: TaskRow[]): Promise<Task[]> {
  const family = await familyOf(tx, rows);
  return rows.map((row) => taskToWire(row, family));
}

/** A task that was just written, with nothing above, before or beneath it, from its row as PostgreSQL gives it. */
export function newTaskToWire(row: Record<string, unknown>, projectName: string): Task {
  const named = Object.entries(row).map(([column, value]) => [camelCase(column), value]);
  const task = { ...Object.fromEntries(named), spentMicros: 0n, project: { name: projectName } };
  return taskToWire({ ...task, needs: [], agents: [], assignee: null } as unknown as TaskRow, NO_FAMILY);
}

const camelCase = (column: string) =>
  column.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/** By database uuid: the refs of parents and origins, and how many sub-tasks there are. */
interface Family {
  refs: Map<string, string>;
  /** Of those, the ones that are done. */
  done: Set<string>;
  subTasks: Map<string, Task['subTasks']>;
}

async function familyOf(tx: Tx, rows: TaskRow[]): Promise<Family> {
  const named = rows.flatMap(({ parentId, originId }) => [parentId, originId]).filter((id) => id !== null);
  const gathering = rows.filter(({ type }) => gathers(type)).map(({ id }) => id);
  const kin =
    named.length > 0
      ? await tx.task.findMany({
          where: { id: { in: named } },
          select: { id: true, number: true, status: true },
        })
      : [];
  const counts =
    gathering.length > 0
      ? await tx.task.groupBy({
          by: ['parentId', 'status'],
          where: { parentId: { in: gathering } },
          _count: true,
        })
      : [];
  const subTasks: Family['subTasks'] = new Map();
  for (const { parentId, status, _count: n } of counts) {
    const { total, open } = subTasks.get(parentId!) ?? NONE;
    subTasks.set(parentId!, { total: total + n, open: open + (TERMINAL.has(status) ? 0 : n) });
  }
  return {
    refs: new Map(kin.map(({ id, number }) => [id, taskRef(number)])),
    done: new Set(kin.filter(({ status }) => status === 'COMPLETED').map(({ id }) => id)),
    subTasks,
  };
}

const NO_FAMILY: Family = { refs: new Map(), done: new Set(), subTasks: new Map() };
const NONE: Task['subTasks'] = { total: 0, open: 0 };

function taskToWire(row: TaskRow, { refs, done, subTasks }: Family): Task {
  const [live] = row.agents;
  const refOf = (id: string | null) => (id === null ? null : (refs.get(id) ?? null));
  return {
    id: toWireId('task', row.id),
    ref: taskRef(row.number),
    projectId: toWireId('proj', row.projectId),
    projectName: row.project.name,
    title: row.title,
    description: row.description,
    type: row.type,
    parentRef: refOf(row.parentId),
    subTasks: subTasks.get(row.id) ?? NONE,
    role: row.role,
    status: row.status,
    reason: row.reason,
    priority: row.priority,
    riskLevel: row.riskLevel,
    filesHint: row.filesHint,
    readsHint: row.readsHint,
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
    targetBranch: row.targetBranch,
    baseSha: row.baseSha,
    headSha: row.headSha,
    mergedSha: row.mergedSha,
    approvedSha: row.approvedSha,
    feedback: row.feedback,
    resolution: row.resolution,
    resolutionNote: row.resolutionNote,
    signed: row.signature !== null,
    originRef: refOf(row.originId),
    followsUp: row.originId !== null && row.resolution !== 'duplicate' && done.has(row.originId),
    agentId: live ? toWireId('agent', live.id) : null,
    runnerName: live?.runner.name ?? null,
    activity: live?.activity ?? null,
    assignee: row.assignee && { id: toWireId('user', row.assignee.id), name: row.assignee.name },
    stoppedAt: row.stoppedAt?.toISOString() ?? null,
    queuedAt: row.queuedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    archivedAt: row.archivedAt?.toISOString() ?? null,
  };
}
