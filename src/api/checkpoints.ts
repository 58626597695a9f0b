import { getCheckpoint, listCheckpoints, resolveCheckpoint } from '@/contract/checkpoint';
import { getCheckpoint as get } from '@/domain/exceptions/get-checkpoint';
import { listExceptions } from '@/domain/exceptions/list-exceptions';
import { personRoute, type Route } from '@/http/route';
import { asWorkspace } from '@/lib/db';
import { resolveException } from '@/services/coordinator/resolve-exception';

const STATUSES = {
  open: ['open', 'acknowledged'],
  resolved: ['resolved', 'dismissed'],
  all: undefined,
} as const;

/** Work whose retries are used up, and what people decide about it: exceptions of one type, told with all that was tried. */
export const CHECKPOINT_ROUTES: Route[] = [
  personRoute(listCheckpoints, ({ caller, query: { status, ...page } }) =>
    asWorkspace(caller, (tx) => {
      const statuses = STATUSES[status];
      const query = { ...page, type: ['RETRIES_EXHAUSTED' as const], status: statuses && [...statuses] };
      return listExceptions(tx, query, caller.userId);
    }),
  ),
  personRoute(getCheckpoint, ({ caller, params }) => asWorkspace(caller, (tx) => get(tx, params.id))),
  personRoute(resolveCheckpoint, ({ caller, params, body }) =>
    asWorkspace(caller, async (tx, runs) => {
      const { id } = await get(tx, params.id);
      await resolveException(tx, runs, caller, id, { ...body, status: 'resolved' });
      return get(tx, id);
    }),
  ),
];
