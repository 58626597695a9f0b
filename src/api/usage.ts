import { exportUsage, getUsage } from '@/contract/usage';
import { asAttachment } from '@/http/attachment';
import { personRoute, type Route } from '@/http/route';
import { asWorkspace } from '@/lib/db';
import { exportUsage as write } from '@/services/stats/export-usage';
import { listUsage, getUsage as usage } from '@/services/stats/get-usage';

/** What agents have cost and done. */
export const USAGE_ROUTES: Route[] = [
  personRoute(getUsage, ({ caller, query }) =>
    asWorkspace(caller, (tx, runs) => usage(tx, runs, { workspaceId: caller.workspaceId, ...query })),
  ),
  personRoute(exportUsage, async ({ caller, query }) => {
    const groups = await asWorkspace(caller, (tx, runs) =>
      listUsage(tx, runs, { workspaceId: caller.workspaceId, ...query }),
    );
    return asAttachment({
      bytes: write(query.by, groups),
      fileName: `usage-${query.period}-by-${query.by}.csv`,
      mediaType: 'text/csv; charset=utf-8',
    });
  }),
];
