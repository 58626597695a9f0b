import { AppError } from '@/lib/errors';
import { shared } from '@/lib/shared';
import type { Person } from './callers';

/** Streams of events and logs that a person, or an access token, holds open at one server: no screen and no script needs as many. */
export const MOST_STREAMS = 100;
/** Without accounts whoever sits at the machine is one person, and so is everything that watches there. */
const MOST_ALONE = 2_000;
/** Seconds after which a browser that was closed is surely noticed. */
const COME_AGAIN = 5;

/** How many each holds open here: what a stream costs, it costs this process. */
const held = () => shared('open-streams', () => new Map<string, number>());

/**
 * Counts a stream that a caller opens; answers how it is given back, to be called once. Throws RATE_LIMITED where they
 * have too many open.
 */
export function takeStream({ userId, token, sessionId }: Person): () => void {
  const most = token || sessionId ? MOST_STREAMS : MOST_ALONE;
  const key = token?.id ?? userId;
  const streams = held();
  const open = streams.get(key) ?? 0;
  if (open >= most)
    throw new AppError(
      'RATE_LIMITED',
      `You have ${most} live streams open, and that is the most at once. Close pages or end scripts that watch, and try again in ${COME_AGAIN} s.`,
      { details: { retryAfter: COME_AGAIN } },
    );
  streams.set(key, open + 1);
  return () => {
    const left = (streams.get(key) ?? 0) - 1;
    if (left > 0) streams.set(key, left);
    else streams.delete(key);
  };
}
