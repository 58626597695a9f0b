import type { ProviderId } from '@/contract/account';
import { isRefusal } from '@/lib/auth';
import { providerAuth, providers } from '@/lib/auth-providers';
import { AppError } from '@/lib/errors';
import { logger } from '@/lib/logger';

/** Who begins, and where they go on afterwards; `mayJoin`: an account may be made for who has none. */
interface Beginning {
  provider: ProviderId;
  next: string;
  mayJoin: boolean;
}

/**
 * Begins to sign in by a provider: the address the browser goes to, and the cookies that bind it to the way back. Throws
 * NOT_FOUND for a provider that is not set up, CONFLICT where it cannot be reached.
 */
export async function startProvider({
  provider,
  next,
  mayJoin,
}: Beginning): Promise<{ url: string; cookies: string[] }> {
  if (!providers().some(({ id }) => id === provider))
    throw new AppError('NOT_FOUND', 'This way to sign in is not set up here.');
  try {
    const { api } = await providerAuth();
    const answer = await api.signInSocial({
      body: {
        provider,
        callbackURL: next,
        errorCallbackURL: '/sign-in',
        disableRedirect: true,
        requestSignUp: mayJoin,
      },
      headers: new Headers(),
      returnHeaders: true,
    });
    const { url } = answer.response;
    if (!url) throw new Error('the provider has no address');
    return { url, cookies: answer.headers.getSetCookie() };
  } catch (error) {
    if (!isRefusal(error))
      logger().warn({ err: error, provider }, 'a provider of sign-ins could not be asked');
    throw new AppError(
      'CONFLICT',
      'The provider cannot be reached at the moment. Try again, or sign in another way.',
    );
  }
}
