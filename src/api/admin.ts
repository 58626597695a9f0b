import {
  getAdminStats,
  listAdminUsers,
  listAdminWorkspaces,
  updateAdminUser,
  updateAdminWorkspace,
} from '@/contract/admin';
import { findPerson, listPeople } from '@/domain/accounts/list-people';
import { changeQuotas } from '@/domain/workspaces/change-quotas';
import { listAllWorkspaces } from '@/domain/workspaces/list-all-workspaces';
import { personRoute, type Route } from '@/http/route';
import { fromWireId } from '@/lib/ids';
import { getAdminStats as stats } from '@/services/stats/get-admin-stats';
import { changePerson } from '@/services/supervisor/change-person';

/** What administrators of the installation see and change, across its workspaces. */
export const ADMIN_ROUTES: Route[] = [
  personRoute(listAdminUsers, ({ caller, query }) => listPeople(query, caller.userId)),
  personRoute(updateAdminUser, async ({ caller, params, body }) => {
    const id = fromWireId('user', params.id);
    await changePerson(id, caller.userId, body);
    return findPerson(id, caller.userId);
  }),
  personRoute(getAdminStats, () => stats()),
  personRoute(listAdminWorkspaces, ({ query }) => listAllWorkspaces(query)),
  personRoute(updateAdminWorkspace, ({ caller, params, body }) =>
    changeQuotas(params.id, caller.userId, body),
  ),
];
