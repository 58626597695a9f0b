import { exportAudit, listAudit } from '@/contract/audit';
import { exportAudit as write } from '@/domain/audit/export-audit';
import { listAudit as list } from '@/domain/audit/list-audit';
import { personRoute, type Route } from '@/http/route';
import { asWorkspace } from '@/lib/db';
import { readAsEngine } from '@/lib/read-as-engine';

/** Who was let in and what was set, and the whole log with its chain of hashes. */
export const AUDIT_ROUTES: Route[] = [
  personRoute(listAudit, ({ caller, query }) =>
    asWorkspace(caller.workspaceId, async (_, runs) =>
      list(await readAsEngine(runs, caller.workspaceId), caller.workspaceId, query),
    ),
  ),
  personRoute(exportAudit, ({ caller, query }) => write(caller.workspaceId, query.after, query.seals)),
];
