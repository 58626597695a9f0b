import { setTimeout as sleep } from 'node:timers/promises';
import { BoundedMap } from '@/lib/bounded-map';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { networkOf } from '@/lib/network-of';
import { shared } from '@/lib/shared';
import type { ApiRequest } from './request';

/** Credentials of one network that are refused in a minute before it is slowed: machines that try a stale token over and over stay below. */
const MOST_REFUSED = 300;
const WINDOW_MS = 60_000;
/** How long the refusal is then held back: each connection is good for one guess in so long. */
const HOLD_MS = 1_000;
const MOST_NETWORKS = 10_000;

/** By process, in memory: what is to be spared is the database. */
const counts = () =>
  shared(
    'refused-credentials',
    () => new BoundedMap<string, { refused: number; until: number }>(MOST_NETWORKS),
  );

/**
 * Counts a request that was not admitted, where it brought a credential that is not good; resolves with what its caller is
 * told: the refusal, or RATE_LIMITED, after a while, where their network was refused too often. Who is admitted never comes here.
 */
export async function countRefused(request: ApiRequest, refusal: unknown): Promise<unknown> {
  if (!(refusal instanceof AppError) || refusal.code !== 'UNAUTHORIZED') return refusal;
  if (request.header('authorization') === undefined && !request.search.has('token')) return refusal;
  const { RATE_LIMIT_ENABLED, RATE_LIMIT_PER_MINUTE } = env();
  if (!RATE_LIMIT_ENABLED) return refusal;
  const most = Math.max(MOST_REFUSED, 3 * RATE_LIMIT_PER_MINUTE);
  const now = performance.now();
  const network = networkOf(request.remoteAddress);
  let count = counts().get(network);
  if (!count || count.until <= now) counts().set(network, (count = { refused: 0, until: now + WINDOW_MS }));
  count.refused++;
  if (count.refused <= most) return refusal;
  await sleep(HOLD_MS, undefined, { signal: request.signal }).catch(() => {});
  const retryAfter = Math.max(1, Math.ceil((count.until - performance.now()) / 1000));
  return new AppError(
    'RATE_LIMITED',
    `More than ${most} credentials from your network were refused in a minute, and so was this one. Stop what sends it, or give it a good one, and try again in ${retryAfter} s.`,
    { details: { retryAfter } },
  );
}
