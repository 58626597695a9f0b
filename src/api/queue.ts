import {
  clearQueue,
  getQueueSettings,
  getQueueStats,
  nextInQueue,
  updateQueueSettings,
} from '@/contract/queue';
import { readLimits } from '@/domain/settings/queue-settings';
import { queueStats } from '@/domain/settings/queue-stats';
import { updateQueue } from '@/domain/settings/update-queue';
import { personRoute, type Route } from '@/http/route';
import { asWorkspace } from '@/lib/db';
import { clearQueue as clear } from '@/services/coordinator/clear-queue';
import { nextTasks } from '@/services/triage/next-tasks';

/** What people do with the queue. */
export const QUEUE_ROUTES: Route[] = [
  personRoute(getQueueSettings, ({ caller }) =>
    asWorkspace(caller, async (_, runs) => (await readLimits(runs, caller.workspaceId)).queue),
  ),
  personRoute(updateQueueSettings, ({ caller, body }) =>
    asWorkspace(caller, (_, runs) => updateQueue(runs, caller, body)),
  ),
  personRoute(getQueueStats, ({ caller }) =>
    asWorkspace(caller, (_, runs) => queueStats(runs, caller.workspaceId)),
  ),
  personRoute(clearQueue, ({ caller, body }) => clear(caller, body)),
  personRoute(nextInQueue, ({ caller, query }) =>
    asWorkspace(caller, (tx, runs) => nextTasks(tx, runs, caller.workspaceId, query.limit)),
  ),
];
