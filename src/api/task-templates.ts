import { createTaskTemplate, deleteTaskTemplate, listTaskTemplates } from '@/contract/task-template';
import { deleteTemplate } from '@/domain/templates/delete-template';
import { listTemplates } from '@/domain/templates/list-templates';
import { personRoute, type Route } from '@/http/route';
import { asWorkspace } from '@/lib/db';
import { keepTemplate } from '@/services/coordinator/keep-template';

/** What tasks begin with that are made often. */
export const TASK_TEMPLATE_ROUTES: Route[] = [
  personRoute(listTaskTemplates, ({ caller, query }) =>
    asWorkspace(caller, (tx) => listTemplates(tx, query.projectId)),
  ),
  personRoute(createTaskTemplate, ({ caller, body }) =>
    asWorkspace(caller, (tx) => keepTemplate(tx, caller, body)),
  ),
  personRoute(deleteTaskTemplate, ({ caller, params }) =>
    asWorkspace(caller, (tx) => deleteTemplate(tx, params.id)),
  ),
];
