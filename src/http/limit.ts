import type { AnyEndpoint } from '@/contract/endpoint';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { networkOf } from '@/lib/network-of';
import { rateLimit } from '@/lib/rate-limit';
import type { Caller } from './callers';
import type { ApiRequest } from './request';

type Headers = Record<string, string>;

/** Calls of live agents and streams are bounded by leases and connections, not by this. */
export function limit(
  endpoint: AnyEndpoint,
  caller: Caller,
  request: ApiRequest,
): Headers | null | Promise<Headers> {
  const policy = policyFor(endpoint, caller, request);
  return policy && count(policy);
}

async function count(policy: Policy): Promise<Headers> {
  const verdict = await rateLimit(policy);
  const seconds = Math.max(1, Math.ceil((verdict.reset - Date.now()) / 1000));
  const headers = {
    'x-ratelimit-limit': String(verdict.limit),
    'x-ratelimit-remaining': String(verdict.remaining),
    'x-ratelimit-reset': String(Math.ceil(verdict.reset / 1000)),
    'ratelimit-policy': `"${policy.name}";q=${verdict.limit};w=60`,
    ratelimit: `"${policy.name}";r=${verdict.remaining};t=${seconds}`,
  };
  if (!verdict.success) {
    throw new AppError(
      'RATE_LIMITED',
      `More than ${verdict.limit} requests in a minute. Try again in ${seconds} s.`,
      { details: { retryAfter: seconds }, headers },
    );
  }
  return headers;
}

export interface Policy {
  name: string;
  /** Whose requests are counted together. */
  key: string;
  perMinute: number;
  /** Tokens drawn at once into memory: hot callers ask the store once in that many requests. */
  draw: number;
}

/** For credentials of machines, from one address: a whole fleet may start behind it at once. */
const AUTH_PER_MINUTE = 300;
/** No runner that works comes near it; one that has gone astray is held. */
const RUNNER_PER_MINUTE = 60_000;
/** A page asks for many things at once; who is signed in at a page is one person. */
const TIMES_FOR_PEOPLE = 60;

function policyFor(endpoint: AnyEndpoint, caller: Caller, request: ApiRequest): Policy | null {
  if (
    endpoint.path === '/api/health' ||
    endpoint.path === '/health' ||
    caller.kind === 'agent' ||
    caller.kind === 'cron'
  )
    return null;
  if (caller.kind === 'enrollment' || endpoint.counted === 'machine')
    return {
      name: 'auth',
      key: `auth:${networkOf(request.remoteAddress)}`,
      perMinute: AUTH_PER_MINUTE,
      draw: 1,
    };
  if (endpoint.counted === 'sign-in')
    return {
      name: 'auth',
      key: `sign-in:${networkOf(request.remoteAddress)}`,
      perMinute: env().SIGN_IN_LIMIT_PER_MINUTE,
      draw: 1,
    };
  if (!env().RATE_LIMIT_ENABLED) return null;
  if (caller.kind === 'runner')
    return {
      name: 'runner',
      key: `runner:${caller.runnerId}`,
      perMinute: RUNNER_PER_MINUTE,
      draw: 500,
    };
  if (caller.kind === 'person' && endpoint.counted === 'expensive') {
    const { RATE_LIMIT_PER_MINUTE } = env();
    const alone = !caller.token && !caller.sessionId;
    return {
      name: 'expensive',
      key: `expensive:${endpoint.name}:${caller.token?.id ?? caller.userId}`,
      perMinute: alone ? 3 * RATE_LIMIT_PER_MINUTE : Math.max(1, Math.floor(RATE_LIMIT_PER_MINUTE / 20)),
      draw: 1,
    };
  }
  if (caller.kind === 'person' && endpoint.counted === 'heavy')
    return {
      name: 'files',
      key: `files:${caller.token?.id ?? caller.userId}`,
      perMinute: env().RATE_LIMIT_PER_MINUTE,
      draw: 1,
    };
  if (caller.kind === 'person' && caller.token)
    return {
      name: 'default',
      key: `token:${caller.token.id}`,
      perMinute: env().RATE_LIMIT_PER_MINUTE,
      draw: 1,
    };
  if (caller.kind === 'person')
    return {
      name: 'person',
      key: `person:${caller.userId}`,
      perMinute: TIMES_FOR_PEOPLE * env().RATE_LIMIT_PER_MINUTE,
      draw: 50,
    };
  return {
    name: 'default',
    key: `ip:${networkOf(request.remoteAddress)}`,
    perMinute: env().RATE_LIMIT_PER_MINUTE,
    draw: 1,
  };
}
