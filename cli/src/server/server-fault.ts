import type { ErrorCode } from '@/contract/errors';

/**
 * What a failed call means for the caller. transient: try again. auth: the token is not accepted.
 * revoked, superseded, upgrade: this process must end. lost: the agent is no longer ours.
 * final: the same call will never succeed.
 */
export type FaultKind = 'transient' | 'auth' | 'revoked' | 'superseded' | 'upgrade' | 'lost' | 'final';

export interface FaultFacts {
  kind: FaultKind;
  code: ErrorCode | 'UNREACHABLE' | 'FOREIGN_ANSWER' | 'ABORTED';
  status: number | null;
  retryAfterMs: number | null;
  details: Record<string, unknown>;
  requestId: string | null;
}

/** A call to the server that did not succeed. */
export class ServerFault extends Error {
  readonly facts: FaultFacts;

  constructor(sentence: string, facts: FaultFacts, cause?: unknown) {
    super(sentence, { cause });
    this.name = 'ServerFault';
    this.facts = facts;
  }
}

/** What says that an agent is ours no longer where no call of its own did. */
export const lostLease = (sentence: string, kind: FaultKind): ServerFault =>
  new ServerFault(sentence, {
    kind,
    code: 'LEASE_LOST',
    status: null,
    retryAfterMs: null,
    details: {},
    requestId: null,
  });

const BY_CODE: Partial<Record<string, FaultKind>> = {
  RUNNER_REVOKED: 'revoked',
  SESSION_SUPERSEDED: 'superseded',
  PROTOCOL_UNSUPPORTED: 'upgrade',
  LEASE_LOST: 'lost',
  DISK_FULL: 'transient',
};

/** Which kind a refusal is, by its code and status. */
export function faultKind(status: number, code: string): FaultKind {
  const named = BY_CODE[code];
  if (named) return named;
  if (status === 408 || status === 425 || status === 429 || status >= 500) return 'transient';
  if (status === 401) return 'auth';
  return 'final';
}

/** Whether an error is a fault of one of these kinds. */
export function isFault(error: unknown, ...kinds: FaultKind[]): error is ServerFault {
  return error instanceof ServerFault && kinds.includes(error.facts.kind);
}
