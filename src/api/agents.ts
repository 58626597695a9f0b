import {
  getAgent,
  getAgentAnalytics,
  getAgentVerification,
  killAgent,
  listActiveAgents,
  listAgents,
  pauseAgent,
  resumeAgent,
  retryAgent,
  spawnAgent,
} from '@/contract/agent';
import { listErrors } from '@/contract/error-log';
import { listAgentMessages, sendMessage } from '@/contract/message';
import { getAgent as get } from '@/domain/agents/get-agent';
import { listActiveAgents as active } from '@/domain/agents/list-active-agents';
import { listAgents as list } from '@/domain/agents/list-agents';
import { listErrors as errors } from '@/domain/agents/list-errors';
import { listAgentMessages as messages } from '@/domain/messages/list-messages';
import { getAgentVerification as verification } from '@/domain/verification/get-agent-verification';
import { personRoute, type Route } from '@/http/route';
import { asWorkspace } from '@/lib/db';
import { killAgent as kill } from '@/services/coordinator/kill-agent';
import { messageAgent as tell } from '@/services/coordinator/message-agent';
import { pauseAgent as pause } from '@/services/coordinator/pause-agent';
import { retryAgent as retry } from '@/services/coordinator/retry-agent';
import { spawnAgent as spawn } from '@/services/coordinator/spawn-agent';
import { getAgentAnalytics as analytics } from '@/services/stats/get-agent-analytics';

/** What people see of agents, and how they steer them. */
export const AGENT_ROUTES: Route[] = [
  personRoute(listAgents, ({ caller, query }) => asWorkspace(caller, (tx) => list(tx, query))),
  personRoute(listActiveAgents, ({ caller }) => asWorkspace(caller, active)),
  personRoute(listErrors, ({ caller, query }) =>
    asWorkspace(caller, (tx, runs, hidden) => errors(tx, runs, caller.workspaceId, query, hidden)),
  ),
  personRoute(getAgent, ({ caller, params }) => asWorkspace(caller, (tx) => get(tx, params.id))),
  personRoute(getAgentVerification, ({ caller, params }) =>
    asWorkspace(caller, (tx) => verification(tx, params.id)),
  ),
  personRoute(getAgentAnalytics, ({ caller, query }) =>
    asWorkspace(caller, (_, runs) => analytics(runs, caller.workspaceId, query.period)),
  ),
  personRoute(pauseAgent, ({ caller, params }) =>
    asWorkspace(caller, (tx, runs) => pause(tx, runs, caller, params.id, true)),
  ),
  personRoute(resumeAgent, ({ caller, params }) =>
    asWorkspace(caller, (tx, runs) => pause(tx, runs, caller, params.id, false)),
  ),
  personRoute(killAgent, ({ caller, params, body }) =>
    asWorkspace(caller, (tx, runs) => kill(tx, runs, caller, params.id, body)),
  ),
  personRoute(sendMessage, ({ caller, params, body }) =>
    asWorkspace(caller, (tx, runs) => tell(tx, runs, caller, params.id, body)),
  ),
  personRoute(listAgentMessages, ({ caller, params }) =>
    asWorkspace(caller, (tx) => messages(tx, params.id)),
  ),
  personRoute(retryAgent, ({ caller, params, body }) =>
    asWorkspace(caller, (tx, runs) => retry(tx, runs, caller, params.id, body.guidance)),
  ),
  personRoute(spawnAgent, ({ caller, body }) =>
    asWorkspace(caller, (tx, runs) => spawn(tx, runs, caller, body)),
  ),
];
