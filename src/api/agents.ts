import * as contract from '@/contract/agent';
import { getAgent } from '@/domain/agents/get-agent';
import { listAgents } from '@/domain/agents/list-agents';
import { personRoute, type Route } from '@/http/route';
import { asWorkspace } from '@/lib/db';

export const AGENT_ROUTES: Route[] = [
  personRoute(contract.listAgents, ({ caller, query }) =>
    asWorkspace(caller.workspaceId, (tx) => listAgents(tx, query)),
  ),
  personRoute(contract.getAgent, ({ caller, params }) =>
    asWorkspace(caller.workspaceId, (tx) => getAgent(tx, params.id)),
  ),
];
