import * as contract from '@/contract/project';
import { createProject } from '@/domain/projects/create-project';
import { deleteProject } from '@/domain/projects/delete-project';
import { getProject } from '@/domain/projects/get-project';
import { listProjects } from '@/domain/projects/list-projects';
import { updateProject } from '@/domain/projects/update-project';
import { personRoute, type Route } from '@/http/route';
import { asWorkspace } from '@/lib/db';

export const PROJECT_ROUTES: Route[] = [
  personRoute(contract.listProjects, ({ caller, query }) =>
    asWorkspace(caller.workspaceId, (tx) => listProjects(tx, query)),
  ),
  personRoute(contract.createProject, ({ caller, body }) =>
    asWorkspace(caller.workspaceId, (tx, runs) => createProject(tx, runs, caller, body)),
  ),
  personRoute(contract.getProject, ({ caller, params }) =>
    asWorkspace(caller.workspaceId, (tx) => getProject(tx, params.id)),
  ),
  personRoute(contract.updateProject, ({ caller, params, body }) =>
    asWorkspace(caller.workspaceId, (tx, runs) => updateProject(tx, runs, caller, params.id, body)),
  ),
  personRoute(contract.deleteProject, ({ caller, params }) =>
    asWorkspace(caller.workspaceId, (tx, runs) => deleteProject(tx, runs, caller, params.id)),
  ),
];
