import {
  FIND_HALF_STEERED,
  FIND_OVERDUE_WAITS,
  FIND_RUNS_LEFT_OVER,
  LOCK_RUN,
  STANDS_SO,
} from '@/domain/flows/flow-nodes.sql';
import { engine, inEngine } from '@/lib/pool';
import { takeEnded, workOf } from '@/services/coordinator/advance-flow';
import { beginSome } from '@/services/coordinator/begin-rest';
import type { FlowRunRow } from '@/services/coordinator/drive-flow';
import { cancelTasks, holdTasks } from '@/services/coordinator/steer-flow';

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Brings to its end what a server that was killed left half done: pauses and ends of runs. Answers how many. */
export async function steerFlows(): Promise<number> {
  const found = await engine.query(FIND_HALF_STEERED);
  for (const { id, workspace_id: workspaceId, status, created_by: userId } of found)
    await inEngine(async (runs) => {
      if (status === 'PAUSED') await holdTasks(runs, workspaceId, id, true);
      else await cancelTasks(runs, { workspaceId, userId: userId ?? NOBODY }, id);
    });
  return found.length;
}

/** A sweep goes on for so long; the next one begins the rest. */
const SWEEPS_MS = 5_000;

/** Begins steps of wide runs that were more than one transaction begins. Answers how many. */
export async function beginLeftOver(): Promise<number> {
  let begun = 0;
  const until = Date.now() + SWEEPS_MS;
  for (const { id, workspace_id: workspaceId } of await engine.query(FIND_RUNS_LEFT_OVER))
    for (let some = 1; some > 0 && Date.now() < until; begun += some)
      some = await inEngine((runs) => beginSome(runs, workspaceId, id));
  return begun;
}

/** Takes runs on from waits that are over. Answers how many. */
export async function endWaits(): Promise<number> {
  const due = await engine.query(FIND_OVERDUE_WAITS);
  for (const { workspace_id: workspaceId, run_id: runId, scope, step } of due)
    await inEngine(async (runs) => {
      const [run] = await runs.query<FlowRunRow>(LOCK_RUN, [workspaceId, runId]);
      const [waits] = await runs.query(STANDS_SO, [workspaceId, runId, scope, step, 'running']);
      if (!run || !waits || run.status === 'ABORTING') return;
      const work = await workOf(runs, workspaceId, runId);
      await takeEnded(
        runs,
        workspaceId,
        run,
        work,
        [{ scope, step, ending: 'succeeded', reason: null }],
        new Map(),
      );
    });
  return due.length;
}
