import { getAgent, listAgents } from '@/contract/agent';
import { getAgent as get } from '@/domain/agents/get-agent';
import { listAgents as list } from '@/domain/agents/list-agents';
import { personRoute, type Route } from '@/http/route';
import { asWorkspace } from '@/lib/db';

/** What people see of agents. */
export const AGENT_ROUTES: Route[] = [
  personRoute(listAgents, ({ caller, query }) => asWorkspace(caller.workspaceId, (tx) => list(tx, query))),
  personRoute(getAgent, ({ caller, params }) => asWorkspace(caller.workspaceId, (tx) => get(tx, params.id))),
];
