import {
  abortFlow,
  executeFlow,
  type FlowRun,
  getFlowRun,
  listFlowNodes,
  listFlowRuns,
  pauseFlow,
  replayFlow,
  resumeFlow,
  retryFlow,
  reviewFlowNode,
  simulateFlow,
} from '@/contract/flow-run';
import { getRun } from '@/domain/flows/get-run';
import { listNodes } from '@/domain/flows/list-nodes';
import { listRuns } from '@/domain/flows/list-runs';
import { simulateFlow as simulate } from '@/domain/flows/simulate-flow';
import { personRoute, type Route } from '@/http/route';
import { asWorkspace } from '@/lib/db';
import { fromWireId } from '@/lib/ids';
import { beginRest } from '@/services/coordinator/begin-rest';
import { executeFlow as execute } from '@/services/coordinator/execute-flow';
import { planRun, wantedOf } from '@/services/coordinator/plan-run';
import { retryFlow as retry } from '@/services/coordinator/retry-flow';
import { reviewNode } from '@/services/coordinator/review-node';
import {
  abortFlow as abort,
  pauseFlow as pause,
  resumeFlow as resume,
} from '@/services/coordinator/steer-flow';

/** Makes a run go on in one transaction, and begins what that leaves over of a wide one in others. */
async function begunWhole(
  caller: Parameters<typeof beginRest>[0],
  go: Parameters<typeof asWorkspace<FlowRun>>[1],
): Promise<FlowRun> {
  const run = await asWorkspace(caller, go);
  if (!run.counts.ready || run.status !== 'RUNNING') return run;
  await beginRest(caller, fromWireId('run', run.id));
  return asWorkspace(caller, (tx) => getRun(tx, run.id));
}

/** What people do with runs of flows. */
export const FLOW_RUN_ROUTES: Route[] = [
  personRoute(executeFlow, async ({ caller, body }) => {
    const planned = planRun(await asWorkspace(caller, (tx) => wantedOf(tx, body)));
    return begunWhole(caller, (tx, runs) => execute(tx, runs, caller, planned));
  }),
  personRoute(simulateFlow, ({ body }) => simulate(body)),
  personRoute(pauseFlow, ({ caller, params, body }) => pause(caller, params.id, body.note)),
  personRoute(resumeFlow, ({ caller, params }) =>
    begunWhole(caller, (tx, runs) => resume(tx, runs, caller, params.id)),
  ),
  personRoute(abortFlow, ({ caller, params, body }) => abort(caller, params.id, body.note)),
  personRoute(retryFlow, ({ caller, params, body }) =>
    begunWhole(caller, (tx, runs) => retry(tx, runs, caller, params.id, body.nodeId)),
  ),
  personRoute(replayFlow, async ({ caller, params }) => {
    const { document: flow, inputs, projectId } = await asWorkspace(caller, (tx) => getRun(tx, params.id));
    const planned = planRun({ flow, inputs, projectId, replayOf: fromWireId('run', params.id) });
    return begunWhole(caller, (tx, runs) => execute(tx, runs, caller, planned));
  }),
  personRoute(listFlowRuns, ({ caller, query }) => asWorkspace(caller, (tx) => listRuns(tx, query))),
  personRoute(getFlowRun, ({ caller, params }) => asWorkspace(caller, (tx) => getRun(tx, params.id))),
  personRoute(listFlowNodes, ({ caller, params, query }) =>
    asWorkspace(caller, (tx) => listNodes(tx, params.id, query)),
  ),
  personRoute(reviewFlowNode, ({ caller, params, body }) =>
    asWorkspace(caller, (tx, runs) => reviewNode(tx, runs, caller, params.id, body)),
  ),
];
