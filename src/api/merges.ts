import { listMerges } from '@/contract/merge';
import { listMerges as list } from '@/domain/merges/list-merges';
import { personRoute, type Route } from '@/http/route';
import { asWorkspace } from '@/lib/db';

/** What people see of the merge lines. */
export const MERGE_ROUTES: Route[] = [
  personRoute(listMerges, async ({ caller, query }) => ({
    lines: await asWorkspace(caller, (tx, runs, hidden) => list(tx, runs, caller.workspaceId, query, hidden)),
  })),
];
