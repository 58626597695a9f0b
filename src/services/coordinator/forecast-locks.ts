import type { QueryOf, ReturnsOf } from '@/contract/endpoint';
import type { forecastLocks as endpoint } from '@/contract/lock';
import { forecastLocks as forecast } from '@/domain/locks/forecast-locks';
import { wantedBy } from '@/domain/locks/give-way';
import { locksNear } from '@/domain/locks/locks-near';
import { claimPlace } from '@/lib/claim-place';
import type { Tx } from '@/lib/db';
import { fromWireId } from '@/lib/ids';
import { NUMBERED } from '@/lib/numbered-tasks';
import type { Runs } from '@/lib/pool';
import { readAsEngine } from '@/lib/read-as-engine';
import { taskRef } from '@/lib/refs';

/** So many queued tasks are laid beside each other, the oldest first. */
const LOOKED_AT = 200;

/** Which queued tasks will meet over their files, and in which turn each can begin. Advisory. */
export async function forecastLocks(
  tx: Tx,
  runs: Runs,
  workspaceId: string,
  query: QueryOf<typeof endpoint>,
): Promise<ReturnsOf<typeof endpoint>> {
  const rows = await tx.task.findMany({
    where: {
      projectId: query.projectId && fromWireId('proj', query.projectId),
      ...NUMBERED,
      status: 'QUEUED',
      OR: [{ filesHint: { isEmpty: false } }, { readsHint: { isEmpty: false } }],
    },
    include: { project: { select: { name: true } } },
    orderBy: { queuedAt: 'asc' },
    take: LOOKED_AT,
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  const queued = rows
    .map(({ id, projectId, number, title, filesHint, readsHint, ...rest }) => ({
      taskId: id,
      projectId,
      taskRef: taskRef(number),
      taskTitle: title,
      paths: filesHint,
      reads: readsHint,
      place: claimPlace(rest) ?? 0,
    }))
    .sort((a, b) => a.place - b.place);
  const reads = await readAsEngine(runs, workspaceId);
  const live = await locksNear(reads, workspaceId, queued.flatMap(wantedBy), true);
  const told = forecast(live, queued);
  return {
    atOnce: told.filter(({ turn }) => turn === 1).length,
    tasks: told
      .filter(({ meets }) => meets.length > 0)
      .map(({ taskId, turn, meets }) => {
        const row = byId.get(taskId)!;
        return {
          taskRef: taskRef(row.number),
          taskTitle: row.title,
          projectName: row.project.name,
          turn,
          meets,
        };
      }),
  };
}
