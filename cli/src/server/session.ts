import { randomUUID } from 'node:crypto';
import type { AnyEndpoint, ReturnsOf } from '@/contract/endpoint';
import { PROTOCOL } from '@/contract/protocol';
import type { RunnerReport } from '@/contract/runner';
import { openSession, type SessionOpened } from '@/contract/session';
import type { Connection, PrivateJwk } from '../config/store';
import { type CallOptions, call } from './call';
import { isFault } from './server-fault';
import { createTokenSource, type TokenSource } from './token';

/** What this program can do beyond the protocol's base. */
const FEATURES = ['log-chain', 'rounds', 'carry-over', 'pause', 'messages', 'resume'];

type Options<E extends AnyEndpoint> = Omit<CallOptions<E>, 'token' | 'epoch'>;
/** Calls an endpoint with the right credential and session. */
export type Caller = <E extends AnyEndpoint>(endpoint: E, options: Options<E>) => Promise<ReturnsOf<E>>;

/** The server as this runner reaches it. */
export interface RunnerServer {
  origin: string;
  /** Calls as the runner; a token that is no longer accepted is renewed once. */
  call: Caller;
  /** Calls as one agent, whose token ends with it: not accepted means lost. */
  asAgent(token: string): Caller;
  /** Opens a session, superseding older ones of this runner; later calls belong to it. */
  open(given: {
    activeAgents: string[];
    maxConcurrent: number;
    report: RunnerReport;
    signal?: AbortSignal;
  }): Promise<SessionOpened>;
  epoch(): number | null;
  skewMs(): number | null;
  paused: TokenSource['paused'];
}

/** The server of a stored connection, before any call. */
export function createRunnerServer(connection: Connection, key: PrivateJwk): RunnerServer {
  const origin = new URL(connection.url).origin;
  const tokens = createTokenSource(origin, connection.runnerId, key);
  let epoch: number | null = null;

  const asRunner: Caller = async (endpoint, options) => {
    const token = await tokens.get(options.signal);
    try {
      return await call(origin, endpoint, { ...options, token, epoch } as never);
    } catch (error) {
      if (!isFault(error, 'auth')) throw error;
      tokens.drop(token);
      return call(origin, endpoint, { ...options, token: await tokens.get(options.signal), epoch } as never);
    }
  };

  return {
    origin,
    call: asRunner,
    asAgent: (token) => (endpoint, options) => call(origin, endpoint, { ...options, token, epoch } as never),
    open: async ({ activeAgents, maxConcurrent, report, signal }) => {
      const opened = await asRunner(openSession, {
        body: {
          instanceId: randomUUID(),
          protocol: PROTOCOL,
          features: [...FEATURES, ...(connection.requireSignedTasks ? ['signed-only'] : [])],
          maxConcurrent,
          activeAgents,
          report,
        },
        signal,
      });
      epoch = opened.sessionEpoch;
      return opened;
    },
    epoch: () => epoch,
    skewMs: tokens.skewMs,
    paused: tokens.paused,
  };
}
