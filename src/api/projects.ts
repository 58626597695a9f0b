import { createProject, deleteProject, getProject, listProjects, updateProject } from '@/contract/project';
import { createProject as create } from '@/domain/projects/create-project';
import { deleteProject as remove } from '@/domain/projects/delete-project';
import { getProject as get } from '@/domain/projects/get-project';
import { listProjects as list } from '@/domain/projects/list-projects';
import { updateProject as update } from '@/domain/projects/update-project';
import { personRoute, type Route } from '@/http/route';
import { asWorkspace } from '@/lib/db';

/** What people do with projects. */
export const PROJECT_ROUTES: Route[] = [
  personRoute(listProjects, ({ caller, query }) => asWorkspace(caller, (tx) => list(tx, query))),
  personRoute(createProject, ({ caller, body }) =>
    asWorkspace(caller, (tx, runs) => create(tx, runs, caller, body)),
  ),
  personRoute(getProject, ({ caller, params }) => asWorkspace(caller, (tx) => get(tx, params.id))),
  personRoute(updateProject, ({ caller, params, body }) =>
    asWorkspace(caller, (tx, runs) => update(tx, runs, caller, params.id, body)),
  ),
  personRoute(deleteProject, ({ caller, params }) =>
    asWorkspace(caller, (tx, runs) => remove(tx, runs, caller, params.id)),
  ),
];
