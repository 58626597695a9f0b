import { createTaskView, deleteTaskView, listTaskViews, updateTaskView } from '@/contract/task-view';
import { changeView } from '@/domain/views/change-view';
import { deleteView } from '@/domain/views/delete-view';
import { listViews } from '@/domain/views/list-views';
import { saveView } from '@/domain/views/save-view';
import { personRoute, type Route } from '@/http/route';
import { asWorkspace } from '@/lib/db';

/** Lists of tasks that people come back to. */
export const TASK_VIEW_ROUTES: Route[] = [
  personRoute(listTaskViews, ({ caller }) => asWorkspace(caller, (tx) => listViews(tx, caller))),
  personRoute(createTaskView, ({ caller, body }) => asWorkspace(caller, (tx) => saveView(tx, caller, body))),
  personRoute(updateTaskView, ({ caller, params, body }) =>
    asWorkspace(caller, (tx) => changeView(tx, caller, params.id, body)),
  ),
  personRoute(deleteTaskView, ({ caller, params }) =>
    asWorkspace(caller, (tx) => deleteView(tx, caller, params.id)),
  ),
];
