import type { Who } from '@/contract/endpoint';
import { HEADER } from '@/contract/protocol';
import { findToken } from '@/domain/runners/find-token';
import { localWorkspace } from '@/domain/workspaces/local-workspace';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { sameSecret, sha256 } from '@/lib/hash';
import { isLoopbackAddress, isLoopbackFront, isLoopbackHost } from '@/lib/loopback-front';
import type { ApiRequest } from './request';

/** Ids are database uuids. */
export interface Person {
  kind: 'person';
  userId: string;
  workspaceId: string;
}
export interface RunnerCaller {
  kind: 'runner';
  runnerId: string;
  workspaceId: string;
  /** As the database has them: see domain/runners/note-labels.ts. */
  labels: string[];
  /** The account of its engine is used up for now. */
  outOfQuota: boolean;
  /** The session it says it is in; null before it has one. */
  epoch: number | null;
}
/** Proven by the fenced statement that every call of an agent ends in, which compares this hash. */
export interface AgentCaller {
  kind: 'agent';
  tokenHash: Buffer<ArrayBuffer>;
}
export interface EnrollmentCaller {
  kind: 'enrollment';
  token: string;
}
export type Caller =
  | Person
  | RunnerCaller
  | AgentCaller
  | EnrollmentCaller
  | { kind: 'cron' }
  | { kind: 'anyone' };

/** Who is calling, or UNAUTHORIZED / FORBIDDEN with a sentence that says what is missing. */
export async function identify(who: Who, request: ApiRequest): Promise<Caller> {
  switch (who) {
    case 'anyone':
      return { kind: 'anyone' };
    case 'person':
      return person(request);
    case 'runner':
      return runner(bearer(request, 'aor_', 'a runner’s access token'), request);
    case 'agent':
      return {
        kind: 'agent',
        tokenHash: sha256(bearer(request, 'aoj_', 'the token of a live agent')),
      };
    case 'enrollment':
      return {
        kind: 'enrollment',
        token: bearer(request, 'aoe_', 'a connection token'),
      };
    case 'cron':
      return cron(request);
  }
}

/** Single-user mode: whoever sits at this machine is its owner; a page of another site is not. */
async function person(request: ApiRequest): Promise<Person> {
  const near = request.door === 'own' ? isLoopbackAddress(request.remoteAddress) : isLoopbackFront();
  if (!near || !isLoopbackHost(request.header('host'))) {
    throw new AppError(
      'UNAUTHORIZED',
      'Nobody can sign in here yet: this build serves its single user on the machine it runs on. Open it as http://localhost there.',
    );
  }
  refuseForeignSite(request);
  return { kind: 'person', ...(await localWorkspace()) };
}

function refuseForeignSite(request: ApiRequest): void {
  const origin = request.header('origin');
  const site = request.header('sec-fetch-site');
  const foreignOrigin = origin !== undefined && origin.replace(/^https?:\/\//, '') !== request.header('host');
  if (foreignOrigin || (site !== undefined && site !== 'same-origin' && site !== 'none')) {
    throw new AppError(
      'FORBIDDEN',
      'The request came from a page of another site. Only this dashboard’s own pages and command-line clients may call its API.',
    );
  }
}

async function runner(token: string, request: ApiRequest): Promise<RunnerCaller> {
  const found = await findToken(token);
  if (!found)
    throw new AppError(
      'UNAUTHORIZED',
      'This access token is not known. Ask for a new one with the runner’s key.',
    );
  if (found.status === 'REVOKED')
    throw new AppError(
      'RUNNER_REVOKED',
      'This runner has been revoked. Connect the machine again with a new token from the Connect page.',
    );
  if (!found.fresh)
    throw new AppError(
      'TOKEN_EXPIRED',
      'This access token has expired. Ask for a new one with the runner’s key.',
    );
  const epoch = request.header(HEADER.epoch);
  return {
    kind: 'runner',
    runnerId: found.runnerId,
    workspaceId: found.workspaceId,
    labels: found.labels,
    outOfQuota: found.outOfQuota,
    epoch: epoch && /^\d{1,15}$/.test(epoch) ? Number(epoch) : null,
  };
}

function cron(request: ApiRequest): Caller {
  const secret = env().CRON_SECRET;
  const given = request.header('authorization');
  if (!secret || !given || !sameSecret(given, `Bearer ${secret}`)) {
    throw new AppError(
      'UNAUTHORIZED',
      'The cron path needs `Authorization: Bearer` with the value of CRON_SECRET, which must be set.',
    );
  }
  return { kind: 'cron' };
}

function bearer(request: ApiRequest, prefix: string, what: string): string {
  const [, token] = request.header('authorization')?.match(/^Bearer ([\w-]{8,200})$/) ?? [];
  if (!token?.startsWith(prefix))
    throw new AppError('UNAUTHORIZED', `This call needs \`Authorization: Bearer ${prefix}…\`, ${what}.`);
  return token;
}
