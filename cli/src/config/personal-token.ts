import { env } from './env';

/** The access token of a person that commands for people send along, where there is one. */
export const personalToken = (): string | undefined =>
  env.AGENT_ORCHESTRATOR_TOKEN?.startsWith('ao_pat_') ? env.AGENT_ORCHESTRATOR_TOKEN : undefined;
