import * as contract from '@/contract/task';
import { getChanges } from '@/domain/tasks/get-changes';
import { getTask } from '@/domain/tasks/get-task';
import { listTasks } from '@/domain/tasks/list-tasks';
import type { Person } from '@/http/callers';
import { personRoute, type Route } from '@/http/route';
import { asWorkspace } from '@/lib/db';
import { approveTask } from '@/services/coordinator/approve-task';
import { cancelTask } from '@/services/coordinator/cancel-task';
import { createTask } from '@/services/coordinator/create-task';
import { deleteTask } from '@/services/coordinator/delete-task';
import { requestChanges } from '@/services/coordinator/request-changes';
import { retryTask } from '@/services/coordinator/retry-task';
import { updateTask } from '@/services/coordinator/update-task';

const decision = ({ workspaceId, userId }: Person, { id }: { id: string }) => ({ workspaceId, userId, ref: id });

export const TASK_ROUTES: Route[] = [
  personRoute(contract.listTasks, ({ caller: { workspaceId }, query }) =>
    asWorkspace(workspaceId, (tx, runs) => listTasks(tx, runs, workspaceId, query)),
  ),
  personRoute(contract.createTask, ({ caller, body }) =>
    asWorkspace(caller.workspaceId, (tx, runs) => createTask(tx, runs, caller, body)),
  ),
  personRoute(contract.getTask, ({ caller, params }) =>
    asWorkspace(caller.workspaceId, (tx) => getTask(tx, params.id)),
  ),
  personRoute(contract.updateTask, ({ caller, params, body }) =>
    asWorkspace(caller.workspaceId, (tx, runs) => updateTask(tx, runs, decision(caller, params), body)),
  ),
  personRoute(contract.deleteTask, ({ caller, params }) =>
    asWorkspace(caller.workspaceId, (tx, runs) => deleteTask(tx, runs, decision(caller, params))),
  ),
  personRoute(contract.cancelTask, ({ caller, params, body }) =>
    asWorkspace(caller.workspaceId, (tx, runs) => cancelTask(tx, runs, decision(caller, params), body.reason)),
  ),
  personRoute(contract.retryTask, ({ caller, params, body }) =>
    asWorkspace(caller.workspaceId, (tx, runs) => retryTask(tx, runs, decision(caller, params), body.guidance)),
  ),
  personRoute(contract.approveTask, ({ caller, params, body }) =>
    asWorkspace(caller.workspaceId, (tx, runs) => approveTask(tx, runs, decision(caller, params), body.headSha)),
  ),
  personRoute(contract.requestChanges, ({ caller, params, body }) =>
    asWorkspace(caller.workspaceId, (tx, runs) => requestChanges(tx, runs, decision(caller, params), body.guidance)),
  ),
  personRoute(contract.getChanges, ({ caller, params, query }) =>
    asWorkspace(caller.workspaceId, (tx) => getChanges(tx, params.id, query.agentId)),
  ),
];
