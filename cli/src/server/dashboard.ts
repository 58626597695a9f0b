import type { AnyEndpoint, ReturnsOf } from '@/contract/endpoint';
import type { Page } from '@/contract/list';
import { env } from '../config/env';
import { readOrigin } from '../config/origin';
import { environmentToken, personalToken } from '../config/personal-token';
import { loadConnection, loadLogin } from '../config/store';
import { Failure } from '../terminal/failure';
import { say, warn } from '../terminal/say';
import { type CallOptions, call, callList } from './call';
import { withRetries } from './retry';
import { ServerFault } from './server-fault';

/** What every command for people takes. */
export interface DashboardOptions {
  url?: string;
  json?: boolean;
}

type Options<E extends AnyEndpoint> = Omit<CallOptions<E>, 'token' | 'epoch'>;

/** The dashboard as its people reach it: by an access token, or without one from the machine it runs on. */
export interface Dashboard {
  origin: string;
  call<E extends AnyEndpoint>(endpoint: E, options?: Options<E>): Promise<ReturnsOf<E>>;
  list<E extends AnyEndpoint>(endpoint: E, options?: Options<E>): Promise<Page<ReturnsOf<E>>>;
}

/** Reading is tried again for this long, in milliseconds; writing never is, as it may have been done. */
const GIVE_UP_MS = 4_000;

/** The dashboard that a command talks to: the one named, else AGENT_ORCHESTRATOR_URL's, else the one this machine is connected to. */
export function openDashboard({ url, json }: DashboardOptions): Dashboard {
  const origin = originOf(url);
  if (env.AGENT_ORCHESTRATOR_TOKEN && !environmentToken())
    warn('AGENT_ORCHESTRATOR_TOKEN is not an access token (ao_pat_…), so it was not sent.');
  const token = personalToken(origin);
  const careful = async <T>(endpoint: AnyEndpoint, run: () => Promise<T>): Promise<T> => {
    try {
      if (endpoint.method !== 'GET') return await run();
      let told = json === true;
      return await withRetries(run, {
        giveUpAfterMs: GIVE_UP_MS,
        longestPauseMs: 1_000,
        onWait: (fault) => {
          if (!told) say(`${fault.message} Trying again for ${GIVE_UP_MS / 1000} s …`);
          told = true;
        },
      });
    } catch (error) {
      throw notForUs(origin, error);
    }
  };
  return {
    origin,
    call: (endpoint, options = {}) =>
      careful(endpoint, () => call(origin, endpoint, { ...options, token } as never)),
    list: (endpoint, options = {}) =>
      careful(endpoint, () => callList(origin, endpoint, { ...options, token } as never)),
  };
}

function originOf(url: string | undefined): string {
  const given = url ?? env.AGENT_ORCHESTRATOR_URL;
  if (given) return readOrigin(given);
  const stored = loadConnection();
  if (stored) return new URL(stored.connection.url).origin;
  const login = loadLogin();
  if (login) return login.origin;
  throw new Failure(
    'NOT_CONNECTED',
    'No dashboard is known here. Name one with --url or AGENT_ORCHESTRATOR_URL, or connect this machine with the command that its Connect page shows.',
    'notConnected',
  );
}

/** A refusal for want of a credential, in words that say what can be done about it; any other error as it is. */
export function notForUs(origin: string, error: unknown): unknown {
  if (!(error instanceof ServerFault)) return error;
  const { status, code, requestId } = error.facts;
  if (status !== 401 && status !== 403) return error;
  return new Failure(
    code,
    `${origin} does not let this command in (${status}): ${error.message} ${personalToken(origin) ? 'Run agent-orchestrator login, or make another access token under Settings, Tokens.' : 'Run agent-orchestrator login, or make an access token under Settings, Tokens, and set AGENT_ORCHESTRATOR_TOKEN to it. A dashboard without accounts is reached on its own machine, or through a tunnel (ssh -L 3000:localhost:3000 <that machine>) with --url http://localhost:3000.'}${requestId ? ` (request ${requestId})` : ''}`,
    'auth',
    error,
  );
}
