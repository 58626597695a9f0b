import { listEvents, streamEvents } from '@/contract/event';
import { mayDo } from '@/contract/may-do';
import { findTaskId } from '@/domain/events/find-task-id';
import { listEvents as list } from '@/domain/events/list-events';
import { eventFrames } from '@/http/event-frames';
import { resumeAfter } from '@/http/live';
import { liveFor } from '@/http/live-for';
import { personRoute, type Route } from '@/http/route';
import { asWorkspace } from '@/lib/db';

/** What has happened, and what happens. */
export const EVENT_ROUTES: Route[] = [
  personRoute(listEvents, ({ caller, query }) =>
    asWorkspace(caller, (tx, runs) => list(tx, runs, caller.workspaceId, query)),
  ),
  personRoute(streamEvents, async ({ caller, query, request, signal }) => {
    const taskId = await asWorkspace(caller, (tx) => findTaskId(tx, query.taskId));
    const userId = mayDo(caller.role, 'project:see-all') ? null : caller.userId;
    const after = resumeAfter(request, query.after);
    return liveFor(caller, signal, (until) =>
      eventFrames(
        {
          workspaceId: caller.workspaceId,
          userId,
          projectIds: caller.projectIds,
          taskId,
          after,
          signal: until,
        },
        query.names,
      ),
    );
  }),
];
