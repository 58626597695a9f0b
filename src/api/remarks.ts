import {
  addRemark,
  assignTask,
  changeRemark,
  deleteRemark,
  getWatch,
  listRemarks,
  setWatch,
} from '@/contract/remark';
import { setWatch as watch, getWatch as watchOf } from '@/domain/notifications/watch-task';
import { addRemark as add } from '@/domain/remarks/add-remark';
import { changeRemark as change } from '@/domain/remarks/change-remark';
import { deleteRemark as remove } from '@/domain/remarks/delete-remark';
import { listRemarks as list } from '@/domain/remarks/list-remarks';
import { assignTask as assign } from '@/domain/tasks/assign-task';
import { personRoute, type Route } from '@/http/route';
import { asWorkspace } from '@/lib/db';

/** What people say of tasks, whose they are and who follows them. */
export const REMARK_ROUTES: Route[] = [
  personRoute(listRemarks, ({ caller, params }) =>
    asWorkspace(caller, (tx) => list(tx, caller.userId, params.id)),
  ),
  personRoute(addRemark, ({ caller, params, body }) =>
    asWorkspace(caller, (tx, runs) => add(tx, runs, { ...caller, ref: params.id }, body.text)),
  ),
  personRoute(changeRemark, ({ caller, params, body }) =>
    asWorkspace(caller, (tx, runs) => change(tx, runs, caller, params.id, body.text)),
  ),
  personRoute(deleteRemark, ({ caller, params }) =>
    asWorkspace(caller, (tx, runs) => remove(tx, runs, caller, params.id)),
  ),
  personRoute(getWatch, ({ caller, params }) =>
    asWorkspace(caller, (tx) => watchOf(tx, caller.userId, params.id)),
  ),
  personRoute(setWatch, ({ caller, params, body }) =>
    asWorkspace(caller, (tx) => watch(tx, { ...caller, ref: params.id }, body.watching)),
  ),
  personRoute(assignTask, ({ caller, params, body }) =>
    asWorkspace(caller, (tx, runs) => assign(tx, runs, { ...caller, ref: params.id }, body.assigneeId)),
  ),
];
