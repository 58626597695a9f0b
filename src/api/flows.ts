import { checkFlow } from '@/contract/check-flow';
import type { FlowDocument } from '@/contract/flow';
import {
  createFlow,
  deleteFlow,
  diffFlow,
  exportFlow,
  forecastFlow,
  getFlow,
  importFlow,
  listFlows,
  listFlowTemplates,
  listFlowVersions,
  restoreFlow,
  saveFlow,
  validateFlow,
} from '@/contract/flow-calls';
import { createFlow as create } from '@/domain/flows/create-flow';
import { deleteFlow as remove } from '@/domain/flows/delete-flow';
import { diffVersions } from '@/domain/flows/diff-versions';
import { documentOf } from '@/domain/flows/document-of';
import { findFlow, findVersion } from '@/domain/flows/find-flow';
import { forecastFlow as forecast } from '@/domain/flows/forecast-flow';
import { importFlow as read } from '@/domain/flows/import-flow';
import { listFlows as list } from '@/domain/flows/list-flows';
import { listVersions } from '@/domain/flows/list-versions';
import { readFlow } from '@/domain/flows/read-flow';
import { restoreVersion } from '@/domain/flows/restore-version';
import { saveFlow as save } from '@/domain/flows/save-flow';
import { FLOW_TEMPLATES } from '@/domain/flows/templates';
import { detailToWire } from '@/domain/flows/to-wire';
import { chooseProject } from '@/domain/projects/choose-project';
import { personRoute, type Route } from '@/http/route';
import { asWorkspace } from '@/lib/db';

/** Flows as people draw, import and keep them. */
export const FLOW_ROUTES: Route[] = [
  personRoute(listFlows, ({ caller, query }) => asWorkspace(caller, (tx) => list(tx, query))),
  personRoute(createFlow, ({ caller, body }) =>
    asWorkspace(caller, async (tx, runs) => {
      const { id: projectId } = await chooseProject(tx, body.projectId);
      return create(tx, runs, caller, { projectId, ...documentOf(body) });
    }),
  ),
  personRoute(importFlow, ({ caller, body }) =>
    asWorkspace(caller, (tx, runs) => read(tx, runs, caller, body, () => chooseProject(tx, body.projectId))),
  ),
  personRoute(validateFlow, ({ body }) => {
    const { format, notes, document } = readFlow(body);
    const { ok, faults, flow } = checkFlow(document);
    return { ok, format, notes, nodes: flow?.nodes.length ?? 0, edges: flow?.edges.length ?? 0, faults };
  }),
  personRoute(listFlowTemplates, () => FLOW_TEMPLATES),
  personRoute(getFlow, ({ caller, params, query }) =>
    asWorkspace(caller, async (tx) => {
      const flow = await findFlow(tx, params.id);
      return detailToWire(flow, await findVersion(tx, flow, query.version));
    }),
  ),
  personRoute(saveFlow, ({ caller, params, body }) =>
    asWorkspace(caller, (tx, runs) => save(tx, runs, caller, params.id, body)),
  ),
  personRoute(restoreFlow, ({ caller, params, body }) =>
    asWorkspace(caller, (tx, runs) => restoreVersion(tx, runs, caller, params.id, body.version)),
  ),
  personRoute(deleteFlow, ({ caller, params }) =>
    asWorkspace(caller, (tx, runs) => remove(tx, runs, caller, params.id)),
  ),
  personRoute(listFlowVersions, ({ caller, params, query }) =>
    asWorkspace(caller, (tx) => listVersions(tx, params.id, query)),
  ),
  personRoute(diffFlow, ({ caller, params, query }) =>
    asWorkspace(caller, (tx) => diffVersions(tx, params.id, query)),
  ),
  personRoute(forecastFlow, ({ caller, params, query }) =>
    asWorkspace(caller, (tx, runs) => forecast(tx, runs, caller.workspaceId, params.id, query.version)),
  ),
  personRoute(exportFlow, ({ caller, params, query }) =>
    asWorkspace(caller, async (tx) => {
      const flow = await findFlow(tx, params.id);
      const { document } = await findVersion(tx, flow, query.version);
      return { status: 200, value: document as FlowDocument };
    }),
  ),
];
