import { env } from './env';
import { loadLogin } from './store';

/** The access token that the environment holds; undefined for none, and for what is no such token. */
export const environmentToken = (): string | undefined =>
  env.AGENT_ORCHESTRATOR_TOKEN?.startsWith('ao_pat_') ? env.AGENT_ORCHESTRATOR_TOKEN : undefined;

/**
 * The access token of a person that commands for people send to a dashboard: the environment's, else the one that
 * `login` got from that very dashboard. No other dashboard is ever sent it.
 */
export function personalToken(origin: string): string | undefined {
  const given = environmentToken();
  if (given) return given;
  const login = loadLogin();
  return login?.origin === origin ? login.token : undefined;
}
