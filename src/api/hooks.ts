import { agentComplete, agentError, fileChanged, getHookHistory, hookCheckpoint } from '@/contract/hook';
import { listHooks } from '@/domain/hooks/list-hooks';
import { noteHook } from '@/domain/hooks/note-hook';
import { personRoute, type Route } from '@/http/route';
import { asWorkspace } from '@/lib/db';

/** What hooks of engines tell that no runner of ours has started. */
export const HOOK_ROUTES: Route[] = [
  personRoute(agentComplete, ({ caller, body }) =>
    asWorkspace(caller, (tx, runs) => noteHook(tx, runs, caller, 'agent-complete', body)),
  ),
  personRoute(fileChanged, ({ caller, body }) =>
    asWorkspace(caller, (tx, runs) => noteHook(tx, runs, caller, 'file-changed', body)),
  ),
  personRoute(agentError, ({ caller, body }) =>
    asWorkspace(caller, (tx, runs) => noteHook(tx, runs, caller, 'agent-error', body)),
  ),
  personRoute(hookCheckpoint, ({ caller, body }) =>
    asWorkspace(caller, (tx, runs) => noteHook(tx, runs, caller, 'checkpoint', body)),
  ),
  personRoute(getHookHistory, ({ caller, params, query }) =>
    asWorkspace(caller, (tx, runs) => listHooks(tx, runs, caller.workspaceId, params.nodeId, query.limit)),
  ),
];
