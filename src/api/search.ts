import { search } from '@/contract/search';
import { search as find } from '@/domain/search/search';
import { personRoute, type Route } from '@/http/route';
import { asWorkspace } from '@/lib/db';

/** Finding anything by its ref or its words. */
export const SEARCH_ROUTES: Route[] = [
  personRoute(search, ({ caller, query }) =>
    asWorkspace(caller, (tx, runs, hidden) => find(tx, runs, caller.workspaceId, query, hidden)),
  ),
];
