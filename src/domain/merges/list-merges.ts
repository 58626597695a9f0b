import type { QueryOf } from '@/contract/endpoint';
import type {
  listMerges as endpoint,
  LandedMerge,
  MergeLine,
  ReturnedMerge,
  StandingMerge,
} from '@/contract/merge';
import type { Hidden, Prisma, Tx } from '@/lib/db';
import { fromWireId, toWireId } from '@/lib/ids';
import type { Runs, Statement } from '@/lib/pool';
import { readAsEngine } from '@/lib/read-as-engine';
import { taskRef } from '@/lib/refs';
import { LANDED_MERGES, RETURNED_MERGES, STANDING_MERGES } from './list-merges.sql';
import { byPlace, mergeStateOf } from './merge-state';

const MOST_STANDING = 200;
const MOST_PAST = 20;
const DAYS = 14;

const TASK = {
  id: true,
  number: true,
  title: true,
  status: true,
  projectId: true,
  baseBranch: true,
  targetBranch: true,
  project: { select: { name: true, defaultBranch: true, stoppedAt: true } },
} satisfies Prisma.TaskSelect;
type Named = Prisma.TaskGetPayload<{ select: typeof TASK }>;

/** What stands in line for each branch, and what came back or landed of late; of one project where asked. Ids are database uuids. */
export async function listMerges(
  tx: Tx,
  runs: Runs,
  workspaceId: string,
  query: QueryOf<typeof endpoint>,
  hidden: Hidden,
): Promise<MergeLine[]> {
  const projectId = query.projectId && fromWireId('proj', query.projectId);
  const since = new Date(Date.now() - DAYS * 86_400_000);
  const reads = await readAsEngine(runs, workspaceId);
  const idsOf = async (statement: Statement, ...more: unknown[]): Promise<string[]> => {
    const rows = await reads.query(statement, [workspaceId, projectId ?? null, hidden, ...more]);
    return rows.map(({ id }) => id);
  };
  const standing = await readStanding(tx, await idsOf(STANDING_MERGES, MOST_STANDING));
  const returned = await tx.agent.findMany({
    where: { id: { in: await idsOf(RETURNED_MERGES, since, MOST_PAST) } },
    select: { id: true, reason: true, result: true, endedAt: true, task: { select: TASK } },
    orderBy: { endedAt: 'desc' },
  });
  const landed = await tx.task.findMany({
    where: { id: { in: await idsOf(LANDED_MERGES, since, MOST_PAST) }, mergedSha: { not: null } },
    select: { ...TASK, mergedSha: true, endedAt: true, updatedAt: true },
    orderBy: { updatedAt: 'desc' },
  });
  const lines = new Map<string, MergeLine>();
  const lineOf = (task: Named): MergeLine => {
    const branch = task.targetBranch ?? task.baseBranch ?? task.project.defaultBranch;
    const key = JSON.stringify([task.projectId, branch]);
    const place = { projectId: toWireId('proj', task.projectId), projectName: task.project.name, branch };
    const line = lines.get(key) ?? { ...place, standing: [], returned: [], landed: [] };
    lines.set(key, line);
    return line;
  };
  for (const { task, ...one } of standing) lineOf(task).standing.push(one);
  for (const row of returned) {
    const line = lineOf(row.task);
    const one = toReturned(row);
    // Of a task that came back more than once, the last time counts.
    if (!line.returned.some(({ taskId }) => taskId === one.taskId)) line.returned.push(one);
  }
  for (const row of landed) lineOf(row).landed.push(toLanded(row));
  for (const { standing } of lines.values()) {
    standing.sort(byPlace);
    for (const [i, one] of standing.entries())
      one.behind = standing.slice(0, i).map(({ taskRef }) => taskRef);
  }
  return [...lines.values()].sort(busyFirst);
}

const busyFirst = (a: MergeLine, b: MergeLine): number =>
  Number(b.standing.length > 0) - Number(a.standing.length > 0) ||
  a.projectName.localeCompare(b.projectName, 'en') ||
  a.branch.localeCompare(b.branch, 'en');

async function readStanding(tx: Tx, taskIds: string[]) {
  const agents = {
    where: { kind: 'merge', lease: { isNot: null } },
    select: { id: true, phase: true, activity: true, createdAt: true, runner: { select: { name: true } } },
  } satisfies Prisma.Task$agentsArgs;
  const rows = await tx.task.findMany({
    where: { id: { in: taskIds }, status: 'MERGING' },
    select: { ...TASK, stoppedAt: true, updatedAt: true, pinnedRunnerId: true, agents },
    orderBy: { updatedAt: 'asc' },
  });
  const pinned = [...new Set(rows.flatMap(({ pinnedRunnerId }) => pinnedRunnerId ?? []))];
  const runners = await tx.runner.findMany({
    where: { id: { in: pinned } },
    select: { id: true, name: true },
  });
  const names = new Map(runners.map(({ id, name }) => [id, name]));
  return rows.map((task): StandingMerge & { task: Named } => {
    const [agent] = task.agents;
    const holder = task.pinnedRunnerId ? names.get(task.pinnedRunnerId) : undefined;
    const stopped = task.stoppedAt ?? task.project.stoppedAt;
    const waits = holder ? `Waits for ${holder}, which holds its commit` : 'Waits for a runner';
    return {
      task,
      ...named(task),
      state: mergeStateOf(agent?.phase ?? (agent && null)),
      agentId: agent ? toWireId('agent', agent.id) : null,
      runnerName: agent?.runner.name ?? holder ?? null,
      sentence: agent ? (agent.activity ?? 'Begins') : stopped ? 'Stopped by a person' : waits,
      behind: [],
      since: (agent?.createdAt ?? task.updatedAt).toISOString(),
    };
  });
}

interface Ended {
  id: string;
  reason: string | null;
  result: Prisma.JsonValue;
  endedAt: Date | null;
  task: Named;
}

function toReturned({ id, reason, result, endedAt, task }: Ended): ReturnedMerge {
  const said = result as { message?: string; failing?: string[] } | null;
  return {
    ...named(task),
    status: task.status,
    agentId: toWireId('agent', id),
    reason: reason ?? 'unknown',
    sentence: said?.message?.split('\n', 1)[0] ?? '',
    tests: said?.failing ?? [],
    at: endedAt!.toISOString(),
  };
}

const toLanded = (
  row: Named & { mergedSha: string | null; endedAt: Date | null; updatedAt: Date },
): LandedMerge => ({
  ...named(row),
  mergedSha: row.mergedSha!,
  at: (row.endedAt ?? row.updatedAt).toISOString(),
});

const named = ({ id, number, title }: Named) => ({
  taskId: toWireId('task', id),
  taskRef: taskRef(number),
  taskTitle: title,
});
