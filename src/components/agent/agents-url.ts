import { createLoader, type inferParserType, parseAsArrayOf, parseAsStringLiteral } from 'nuqs/server';
import { ROLES } from '../task/role-words';
import { AGENT_STATUSES } from './agent-status';

export const PERIODS = ['24h', '7d', '30d'] as const;

/** The page's state as it stands in the address. */
export const agentParsers = {
  status: parseAsArrayOf(parseAsStringLiteral(AGENT_STATUSES)).withDefault([]),
  role: parseAsStringLiteral<string>(ROLES).withDefault(''),
  period: parseAsStringLiteral(PERIODS).withDefault('24h'),
};
export type AgentFilters = inferParserType<typeof agentParsers>;

export const readAgentFilters = createLoader(agentParsers);

/** The query for the agents that are shown. */
export const agentsOf = ({ status, role }: Pick<AgentFilters, 'status' | 'role'>) => ({
  status: status.length > 0 ? status.join(',') : undefined,
  role: role || undefined,
});
