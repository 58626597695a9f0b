import { followUpTask, listMessages } from '@/contract/message';
import { listKeptWork, recoverWork } from '@/contract/recovery';
import {
  addReviewComment,
  deleteReviewComment,
  getApprovals,
  getViewed,
  listReviewComments,
  setViewed,
} from '@/contract/review';
import { handInTask, takeOverTask } from '@/contract/takeover';
import { createTasks, importTasks } from '@/contract/task-batch';
import {
  approveTask,
  archiveTasks,
  autoRetryTasks,
  cancelTask,
  closeTask,
  createTask,
  deleteTask,
  getChanges,
  getTask,
  listTasks,
  requestChanges,
  retryTask,
  runTask,
  updateTask,
  verifyTask,
  whyTask,
} from '@/contract/task-calls';
import { getApprovals as approvals } from '@/domain/approvals/get-approvals';
import { listMessages as messages } from '@/domain/messages/list-messages';
import { listKeptWork as keptWork } from '@/domain/recovery/list-kept-work';
import { recoverWork as recover } from '@/domain/recovery/recover-work';
import { addComment } from '@/domain/reviews/add-comment';
import { deleteComment } from '@/domain/reviews/delete-comment';
import { getViewed as viewed } from '@/domain/reviews/get-viewed';
import { listComments } from '@/domain/reviews/list-comments';
import { setViewed as view } from '@/domain/reviews/set-viewed';
import { archiveTasks as archive } from '@/domain/tasks/archive-tasks';
import { getChanges as changes } from '@/domain/tasks/get-changes';
import { getTask as get } from '@/domain/tasks/get-task';
import { listTasks as list } from '@/domain/tasks/list-tasks';
import { personRoute, type Route } from '@/http/route';
import { asWorkspace } from '@/lib/db';
import { fromWireId } from '@/lib/ids';
import { approveTask as approve } from '@/services/coordinator/approve-task';
import { autoRetryTasks as autoRetry } from '@/services/coordinator/auto-retry-tasks';
import { cancelTask as cancel } from '@/services/coordinator/cancel-task';
import { closeTask as close } from '@/services/coordinator/close-task';
import { createTask as create } from '@/services/coordinator/create-task';
import { createTasks as createAll } from '@/services/coordinator/create-tasks';
import { deleteTask as remove } from '@/services/coordinator/delete-task';
import { followUpTask as followUp } from '@/services/coordinator/follow-up-task';
import { handInTask as handIn } from '@/services/coordinator/hand-in-task';
import { importTasks as read } from '@/services/coordinator/import-tasks';
import { offerTask, standsAlone } from '@/services/coordinator/offer-task';
import { requestChanges as sendBack } from '@/services/coordinator/request-changes';
import { retryTask as retry } from '@/services/coordinator/retry-task';
import { runTask as run } from '@/services/coordinator/run-task';
import { takeOverTask as takeOver } from '@/services/coordinator/take-over-task';
import { updateTask as update } from '@/services/coordinator/update-task';
import { verifyTask as verify } from '@/services/coordinator/verify-task';
import { whyTask as why } from '@/services/triage/why-task';

/** What people do with tasks. */
export const TASK_ROUTES: Route[] = [
  personRoute(takeOverTask, ({ caller, params }) =>
    asWorkspace(caller, (tx, runs) => takeOver(tx, runs, { ...caller, ref: params.id })),
  ),
  personRoute(handInTask, ({ caller, params, body }) =>
    asWorkspace(caller, (tx, runs) => handIn(tx, runs, { ...caller, ref: params.id }, body)),
  ),
  personRoute(listKeptWork, ({ caller, params }) =>
    asWorkspace(caller, async (tx) => keptWork(tx, fromWireId('task', (await get(tx, params.id)).id))),
  ),
  personRoute(recoverWork, ({ caller, params, body }) =>
    asWorkspace(caller, async (tx, runs) => {
      const { id, ref } = await get(tx, params.id);
      return recover(tx, runs, { ...caller, task: { id: fromWireId('task', id), ref } }, body);
    }),
  ),
  personRoute(listTasks, ({ caller, query }) =>
    asWorkspace(caller, (tx, runs, hidden) => list(tx, runs, caller, query, hidden)),
  ),
  personRoute(createTask, ({ caller, body }) =>
    standsAlone(body)
      ? offerTask(caller, body)
      : asWorkspace(caller, (tx, runs) => create(tx, runs, caller, body)),
  ),
  personRoute(getTask, ({ caller, params }) => asWorkspace(caller, (tx) => get(tx, params.id))),
  personRoute(updateTask, ({ caller, params, body }) =>
    asWorkspace(caller, (tx, runs) => update(tx, runs, { ...caller, ref: params.id }, body)),
  ),
  personRoute(deleteTask, ({ caller, params }) =>
    asWorkspace(caller, (tx, runs) => remove(tx, runs, { ...caller, ref: params.id })),
  ),
  personRoute(cancelTask, ({ caller, params, body }) =>
    asWorkspace(caller, (tx, runs) => cancel(tx, runs, { ...caller, ref: params.id }, body.reason)),
  ),
  personRoute(retryTask, ({ caller, params, body }) =>
    asWorkspace(caller, (tx, runs) => retry(tx, runs, { ...caller, ref: params.id }, body.guidance)),
  ),
  personRoute(createTasks, ({ caller, body }) =>
    asWorkspace(caller, (tx, runs) => createAll(tx, runs, caller, body)),
  ),
  personRoute(importTasks, ({ caller, body }) =>
    asWorkspace(caller, (tx, runs) => read(tx, runs, caller, body)),
  ),
  personRoute(archiveTasks, ({ caller, body }) =>
    asWorkspace(caller, (tx, runs, hidden) => archive(tx, runs, caller, body, hidden)),
  ),
  personRoute(autoRetryTasks, ({ caller, body }) => autoRetry(caller, body.refs)),
  personRoute(runTask, ({ caller, params }) =>
    asWorkspace(caller, (tx, runs) => run(tx, runs, { ...caller, ref: params.id })),
  ),
  personRoute(verifyTask, ({ caller, params }) =>
    asWorkspace(caller, (tx, runs) => verify(tx, runs, { ...caller, ref: params.id })),
  ),
  personRoute(closeTask, ({ caller, params, body }) =>
    asWorkspace(caller, (tx, runs) => close(tx, runs, { ...caller, ref: params.id }, body)),
  ),
  personRoute(approveTask, ({ caller, params, body }) =>
    asWorkspace(caller, (tx, runs) => approve(tx, runs, { ...caller, ref: params.id }, body.headSha)),
  ),
  personRoute(requestChanges, ({ caller, params, body }) =>
    asWorkspace(caller, (tx, runs) => sendBack(tx, runs, { ...caller, ref: params.id }, body.guidance)),
  ),
  personRoute(followUpTask, ({ caller, params, body }) =>
    asWorkspace(caller, (tx, runs) => followUp(tx, runs, { ...caller, ref: params.id }, body)),
  ),
  personRoute(listMessages, ({ caller, params }) => asWorkspace(caller, (tx) => messages(tx, params.id))),
  personRoute(getApprovals, ({ caller, params }) =>
    asWorkspace(caller, (tx) => approvals(tx, caller, params.id)),
  ),
  personRoute(listReviewComments, ({ caller, params }) =>
    asWorkspace(caller, (tx) => listComments(tx, caller.userId, params.id)),
  ),
  personRoute(getViewed, ({ caller, params, query }) =>
    asWorkspace(caller, (tx) => viewed(tx, caller.userId, params.id, query.headSha)),
  ),
  personRoute(setViewed, ({ caller, params, body }) =>
    asWorkspace(caller, (tx) => view(tx, { ...caller, ref: params.id }, body)),
  ),
  personRoute(addReviewComment, ({ caller, params, body }) =>
    asWorkspace(caller, (tx) => addComment(tx, { ...caller, ref: params.id }, body)),
  ),
  personRoute(deleteReviewComment, ({ caller, params }) =>
    asWorkspace(caller, (tx) => deleteComment(tx, caller.userId, params.id)),
  ),
  personRoute(whyTask, ({ caller, params }) =>
    asWorkspace(caller, (tx, runs) => why(tx, runs, caller.workspaceId, params.id)),
  ),
  personRoute(getChanges, ({ caller, params, query }) =>
    asWorkspace(caller, (tx) => changes(tx, params.id, query.agentId)),
  ),
];
