import { auth, isRefusal } from '@/lib/auth';
import { AppError } from '@/lib/errors';
import { sha256 } from '@/lib/hash';
import { rateLimit } from '@/lib/rate-limit';

/** Tries a minute at one account, however many addresses they come from. */
const TRIES = 10;

/** Where the person sits, as the session's list will show it. */
export interface From {
  userAgent: string | undefined;
  address: string | null;
}

/**
 * Signs in with e-mail and password; answers the cookies to set. Throws UNAUTHORIZED, in the same words and time for an
 * address that nobody has, and RATE_LIMITED after ten tries in a minute at one account.
 */
export async function signIn(
  { email, password }: { email: string; password: string },
  { userAgent, address }: From,
): Promise<string[]> {
  const key = `sign-in:${sha256(email).toString('hex').slice(0, 32)}`;
  const verdict = await rateLimit({ name: 'auth', key, perMinute: TRIES, draw: 1 });
  if (!verdict.success) {
    const seconds = Math.max(1, Math.ceil((verdict.reset - Date.now()) / 1000));
    throw new AppError('RATE_LIMITED', `Too many tries at this account. Try again in ${seconds} s.`, {
      details: { retryAfter: seconds },
    });
  }
  const { api } = await auth();
  const headers = new Headers();
  if (userAgent) headers.set('user-agent', userAgent.slice(0, 300));
  if (address) headers.set('x-forwarded-for', address);
  try {
    const answer = await api.signInEmail({ body: { email, password }, headers, returnHeaders: true });
    return answer.headers.getSetCookie();
  } catch (error) {
    if (!isRefusal(error)) throw error;
    throw new AppError('UNAUTHORIZED', 'The e-mail address or the password is not right.');
  }
}
