import { FIND_LEFT_OVER, LOCK_RUN } from '@/domain/flows/flow-nodes.sql';
import type { Place } from '@/domain/flows/plan';
import { asWorkspace, type Viewer } from '@/lib/db';
import type { Runs } from '@/lib/pool';
import { workOf } from './advance-flow';
import type { FlowRunRow } from './drive-flow';
import { BEGIN_AT_ONCE, startSteps } from './start-steps';

/** A person waits so long for the steps of a wide flow; what has not begun then is begun by the sweep. */
const WAITS_MS = 4_000;

/** Begins what one transaction has left over of a run (a database uuid), transaction by transaction. */
export async function beginRest(person: Viewer, runId: string): Promise<void> {
  for (const until = Date.now() + WAITS_MS; Date.now() < until; ) {
    const begun = await asWorkspace(person, (_, runs) => beginSome(runs, person.workspaceId, runId));
    if (begun < BEGIN_AT_ONCE) return;
  }
}

/** Begins steps of a run that are ready and held back by nothing, 500 at most. Answers how many. */
export async function beginSome(runs: Runs, workspaceId: string, runId: string): Promise<number> {
  const [run] = await runs.query<FlowRunRow>(LOCK_RUN, [workspaceId, runId]);
  if (run?.status !== 'RUNNING') return 0;
  const places = await runs.query<Place>(FIND_LEFT_OVER, [workspaceId, runId, BEGIN_AT_ONCE]);
  if (places.length === 0) return 0;
  const work = await workOf(runs, workspaceId, runId);
  const reading = { runs, workspaceId, runId, work, inputs: run.inputs };
  await startSteps({ runs, workspaceId, run, work, outputs: new Map() }, reading, { places, freed: [] });
  return places.length;
}
