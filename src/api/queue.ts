import { getQueueSettings, nextInQueue, updateQueueSettings } from '@/contract/queue';
import { readLimits } from '@/domain/settings/queue-settings';
import { updateQueue } from '@/domain/settings/update-queue';
import { personRoute, type Route } from '@/http/route';
import { asWorkspace } from '@/lib/db';
import { nextTasks } from '@/services/triage/next-tasks';

/** What people do with the queue. */
export const QUEUE_ROUTES: Route[] = [
  personRoute(getQueueSettings, ({ caller }) =>
    asWorkspace(caller, async (_, runs) => (await readLimits(runs, caller.workspaceId)).queue),
  ),
  personRoute(updateQueueSettings, ({ caller, body }) =>
    asWorkspace(caller, (_, runs) => updateQueue(runs, caller, body)),
  ),
  personRoute(nextInQueue, ({ caller, query }) =>
    asWorkspace(caller, (tx, runs) => nextTasks(tx, runs, caller.workspaceId, query.limit)),
  ),
];
