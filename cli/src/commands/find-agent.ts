import { type Agent, getAgent, listAgents } from '@/contract/agent';
import type { Dashboard } from '../server/dashboard';
import { isAgentId, readAgentId, readTaskRef } from './read-ref';

/** The agent that a person named: by its id, or the last one of a task; null where that task has had none. */
export async function findAgent(dashboard: Dashboard, given: string): Promise<Agent | null> {
  if (isAgentId(given)) return dashboard.call(getAgent, { params: { id: readAgentId(given) } });
  const query = { taskId: readTaskRef(given), limit: 1 };
  const [live] = (await dashboard.list(listAgents, { query: { ...query, live: 'true' } })).items;
  if (live) return live;
  const [last] = (await dashboard.list(listAgents, { query })).items;
  return last ?? null;
}
