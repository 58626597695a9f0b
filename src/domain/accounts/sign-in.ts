import { auth, isRefusal } from '@/lib/auth';
import { AppError } from '@/lib/errors';
import { countTry } from './count-try';

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
  await countTry(`sign-in:${email}`, TRIES);
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
