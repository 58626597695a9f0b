import { AppError } from '@/lib/errors';
import { sha256 } from '@/lib/hash';
import { rateLimit } from '@/lib/rate-limit';

/** Counts one try at an account; `what` names both and is kept as a hash. Throws RATE_LIMITED after `most` in a minute, and lets nobody through where it cannot count. */
export async function countTry(what: string, most: number): Promise<void> {
  const key = `try:${sha256(what).toString('hex').slice(0, 32)}`;
  const verdict = await rateLimit({ name: 'auth', key, perMinute: most, draw: 1 });
  if (verdict.success) return;
  const seconds = Math.max(1, Math.ceil((verdict.reset - Date.now()) / 1000));
  throw new AppError('RATE_LIMITED', `Too many tries. Try again in ${seconds} s.`, {
    details: { retryAfter: seconds },
  });
}
