import { downloadLogs, getLogs, searchLogs } from '@/contract/log';
import { downloadLog } from '@/domain/logs/download-log';
import { findLog } from '@/domain/logs/find-log';
import { readLog } from '@/domain/logs/read-log';
import { searchLog } from '@/domain/logs/search-log';
import { asAttachment } from '@/http/attachment';
import { dataOrEvents } from '@/http/live';
import { liveFor } from '@/http/live-for';
import { logFrames, nextLine } from '@/http/log-frames';
import { personRoute, type Route } from '@/http/route';
import { asWorkspace } from '@/lib/db';

/** What people read of agents' logs. */
export const AGENT_LOG_ROUTES: Route[] = [
  personRoute(getLogs, ({ caller, params, query, request, signal }) =>
    dataOrEvents(
      request,
      () => asWorkspace(caller, (tx, runs) => readLog(tx, runs, params.id, query)),
      () =>
        liveFor(
          caller,
          signal,
          (until) =>
            logFrames(caller, params.id, nextLine(request.header('last-event-id'), query.fromLine), until),
          () => asWorkspace(caller, (tx) => findLog(tx, params.id)),
        ),
    ),
  ),
  personRoute(searchLogs, ({ caller, params, query }) => searchLog(caller, params.id, query)),
  personRoute(downloadLogs, async ({ caller, params, query }) =>
    asAttachment(await downloadLog(caller, params.id, query.stream)),
  ),
];
