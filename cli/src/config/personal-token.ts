import { env } from './env';
import { loadLogin } from './store';

/**
 * The access token of a person that commands for people send to a dashboard: the environment's, else the one that
 * `login` got from that very dashboard. No other dashboard is ever sent it.
 */
export function personalToken(origin: string): string | undefined {
  if (env.AGENT_ORCHESTRATOR_TOKEN?.startsWith('ao_pat_')) return env.AGENT_ORCHESTRATOR_TOKEN;
  const login = loadLogin();
  return login?.origin === origin ? login.token : undefined;
}
