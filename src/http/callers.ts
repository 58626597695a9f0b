import type { AnyEndpoint, Who } from '@/contract/endpoint';
import { type Action, mayDo, whoMay } from '@/contract/may-do';
import type { Role } from '@/contract/policy';
import { HEADER } from '@/contract/protocol';
import type { RunnerStatus } from '@/contract/runner';
import { accountsOn } from '@/domain/accounts/accounts-on';
import { findAccess } from '@/domain/accounts/find-access';
import { findPersonalToken } from '@/domain/accounts/find-personal-token';
import { findSession, type SignedIn } from '@/domain/accounts/find-session';
import { findToken } from '@/domain/runners/find-token';
import { revoked } from '@/domain/runners/revoked';
import { localWorkspace } from '@/domain/workspaces/local-workspace';
import { hasSessionCookie } from '@/lib/auth';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { sameSecret, sha256 } from '@/lib/hash';
import { fromWireId } from '@/lib/ids';
import { isLoopbackAddress, isLoopbackFront, isLoopbackHost, isPassedOn } from '@/lib/loopback-front';
import type { ApiRequest } from './request';
import { streamReader } from './stream-reader';

/** Ids are database uuids. */
export interface Person {
  kind: 'person';
  /** Of a CI's token, which acts for nobody, the token's own id. */
  userId: string;
  workspaceId: string;
  role: Role;
  /** The access token that it came with, and what that leaves of the role; null where the person came by themselves. */
  token: { id: string; scopes: readonly Action[] } | null;
  /** The only projects that are there for its token; absent or empty: all that the person sees. */
  projectIds?: readonly string[];
  /** The session they are signed in by; null for the single user of this machine, and for a token. */
  sessionId: string | null;
  /** Whether they look after the whole installation; no token does. */
  administrator: boolean;
  /** Whether they may do more than see to their account: false until their address is proven, where it must be. */
  verified: boolean;
}
export interface RunnerCaller {
  kind: 'runner';
  runnerId: string;
  workspaceId: string;
  status: RunnerStatus;
  /** As the database has them: see domain/runners/note-labels.ts. */
  labels: string[];
  /** The only projects that it gets work of; none: all. */
  projectIds: string[];
  /** The account of its engine is used up for now. */
  outOfQuota: boolean;
  /** It takes signed tasks alone. */
  signedOnly: boolean;
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

/**
 * Who calls an endpoint, where they may: UNAUTHORIZED or FORBIDDEN with a sentence that says what is missing otherwise.
 * An endpoint for people that names no action is nobody's. Answers at once where nothing has to be looked up.
 */
export function admit(endpoint: AnyEndpoint, request: ApiRequest): Caller | Promise<Caller> {
  return endpoint.who === 'agent' ? agent(request) : admitKnown(endpoint, request);
}

async function admitKnown(endpoint: AnyEndpoint, request: ApiRequest): Promise<Caller> {
  const streams = endpoint.stream && request.search.has('token');
  const caller: Caller = streams
    ? { kind: 'person', ...(await streamReader(endpoint, request)) }
    : await identify(endpoint.who, request);
  if (caller.kind === 'person') permit(caller, endpoint.action);
  return caller;
}

function permit({ role, token, verified, administrator }: Person, action: Action | undefined): void {
  if (!verified && action !== 'account:own') throw unverified();
  if (action === 'installation:manage' && administrator) return;
  if (action === 'installation:manage')
    throw new AppError(
      'FORBIDDEN',
      'This is for administrators of the installation, signed in themselves. Ask whoever runs it.',
    );
  if (!action || !mayDo(role, action))
    throw new AppError(
      'FORBIDDEN',
      action
        ? `This is for ${whoMay(action)} of the workspace, and you are a ${role}. Ask an owner for another role.`
        : 'Nobody may do this.',
    );
  if (token && !token.scopes.includes(action))
    throw new AppError(
      'FORBIDDEN',
      `This access token is not good for ${action}. Make one whose scopes include it.`,
    );
}

/** What an account is told that has not proven its address. */
export const unverified = (): AppError =>
  new AppError(
    'FORBIDDEN',
    'Confirm your e-mail address first: open the link that was mailed to you, or have another one sent.',
    { details: { unverified: true } },
  );

async function identify(who: Who, request: ApiRequest): Promise<Caller> {
  switch (who) {
    case 'anyone':
      return { kind: 'anyone' };
    case 'person':
      return person(request);
    case 'runner':
      return runner(bearer(request, 'aor_', 'a runner’s access token'), request);
    case 'agent':
      return agent(request);
    case 'enrollment':
      return {
        kind: 'enrollment',
        token: bearer(request, 'aoe_', 'a connection token'),
      };
    case 'cron':
      return cron(request);
  }
}

const agent = (request: ApiRequest): AgentCaller => ({
  kind: 'agent',
  tokenHash: sha256(bearer(request, 'aoj_', 'the token of a live agent')),
});

/**
 * A script with its token; who is signed in; or in single-user mode whoever sits at this machine. A page of another site
 * is none of them, even where the browser sends its cookies along.
 */
async function person(request: ApiRequest): Promise<Person> {
  if (request.header('authorization') !== undefined) return byToken(request);
  const cookies = request.header('cookie');
  const signedIn = hasSessionCookie(cookies) ? await findSession(cookies) : null;
  if (signedIn) {
    refuseForeignSite(request);
    return bySession(signedIn, wantedWorkspace(cookies));
  }
  if (await accountsOn())
    throw new AppError('UNAUTHORIZED', 'You are not signed in, or your session has ended. Sign in.');
  if (!isNear(request))
    throw new AppError(
      'UNAUTHORIZED',
      'This installation has no owner yet. Open the link that its server printed at the start, or http://localhost on its machine.',
    );
  refuseForeignSite(request);
  return {
    kind: 'person',
    ...(await localWorkspace()),
    role: 'owner',
    token: null,
    sessionId: null,
    administrator: true,
    verified: true,
  };
}

/** Whether a request comes from the machine of a server that nobody else can reach. */
export function isNear(request: ApiRequest): boolean {
  if (!isLoopbackFront() || !isLoopbackHost(request.header('host')) || isPassedOn(request.header))
    return false;
  return request.door === 'next' || isLoopbackAddress(request.remoteAddress);
}

function bySession(signedIn: SignedIn, wanted: string | null): Person {
  const { userId, sessionId, memberships, verified, administrator } = signedIn;
  const at = memberships.find(({ workspaceId }) => workspaceId === wanted) ?? memberships[0];
  if (!at)
    throw new AppError(
      'FORBIDDEN',
      'You are in no workspace any more. Ask an owner or admin of one for an invitation.',
    );
  return {
    kind: 'person',
    userId,
    workspaceId: at.workspaceId,
    role: at.role,
    token: null,
    sessionId,
    administrator,
    verified,
  };
}

/** The workspace that a person chose last, as a database uuid. */
function wantedWorkspace(cookies: string | undefined): string | null {
  const [, wire] = cookies?.match(/(?:^|;\s*)ao_workspace=(ws_[0-9a-f]{32})(?:;|$)/) ?? [];
  return wire ? fromWireId('ws', wire) : null;
}

const JWT = /^Bearer ([\w-]{1,200}\.[\w-]{1,800}\.[\w-]{1,200})$/;

async function byToken(request: ApiRequest): Promise<Person> {
  const [, access] = request.header('authorization')?.match(JWT) ?? [];
  if (access) {
    const signedIn = await findAccess(access);
    if (signedIn) return bySession(signedIn, wantedWorkspace(request.header('cookie')));
    throw new AppError(
      'UNAUTHORIZED',
      'This access token has expired, or its session has ended. Get another with the refresh token, or sign in.',
    );
  }
  const owner = await findPersonalToken(bearer(request, 'ao_pat_', 'an access token of a person'));
  if (!owner)
    throw new AppError(
      'UNAUTHORIZED',
      'This access token is not known, has expired, or was ended. Make a new one in Settings.',
    );
  const { tokenId, scopes, ...who } = owner;
  return {
    kind: 'person',
    ...who,
    token: { id: tokenId, scopes },
    sessionId: null,
    administrator: false,
    verified: true,
  };
}

/** Throws FORBIDDEN where a page of another site is what calls. */
export function refuseForeignSite(request: ApiRequest): void {
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
  if (found.status === 'REVOKED') throw revoked();
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
    status: found.status,
    labels: found.labels,
    projectIds: found.projectIds,
    outOfQuota: found.outOfQuota,
    signedOnly: found.signedOnly,
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
