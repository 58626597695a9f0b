import {
  abortFlow,
  executeFlow,
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
import { executeFlow as execute, wantedOf } from '@/services/coordinator/execute-flow';
import { retryFlow as retry } from '@/services/coordinator/retry-flow';
import { reviewNode } from '@/services/coordinator/review-node';
import {
  abortFlow as abort,
  pauseFlow as pause,
  resumeFlow as resume,
} from '@/services/coordinator/steer-flow';

/** What people do with runs of flows. */
export const FLOW_RUN_ROUTES: Route[] = [
  personRoute(executeFlow, ({ caller, body }) =>
    asWorkspace(caller, async (tx, runs) => execute(tx, runs, caller, await wantedOf(tx, body))),
  ),
  personRoute(simulateFlow, ({ body }) => simulate(body)),
  personRoute(pauseFlow, ({ caller, params, body }) => pause(caller, params.id, body.note)),
  personRoute(resumeFlow, ({ caller, params }) => resume(caller, params.id)),
  personRoute(abortFlow, ({ caller, params, body }) => abort(caller, params.id, body.note)),
  personRoute(retryFlow, ({ caller, params, body }) =>
    asWorkspace(caller, (tx, runs) => retry(tx, runs, caller, params.id, body.nodeId)),
  ),
  personRoute(replayFlow, ({ caller, params }) =>
    asWorkspace(caller, async (tx, runs) => {
      const { document: flow, inputs, projectId } = await getRun(tx, params.id);
      const replayOf = fromWireId('run', params.id);
      return execute(tx, runs, caller, { flow, inputs, projectId, replayOf });
    }),
  ),
  personRoute(listFlowRuns, ({ caller, query }) => asWorkspace(caller, (tx) => listRuns(tx, query))),
  personRoute(getFlowRun, ({ caller, params }) => asWorkspace(caller, (tx) => getRun(tx, params.id))),
  personRoute(listFlowNodes, ({ caller, params, query }) =>
    asWorkspace(caller, (tx) => listNodes(tx, params.id, query)),
  ),
  personRoute(reviewFlowNode, ({ caller, params, body }) =>
    asWorkspace(caller, (tx, runs) => reviewNode(tx, runs, caller, params.id, body)),
  ),
];
