import type { ProviderId } from '@/contract/account';
import { accountsOn } from '@/domain/accounts/accounts-on';
import { findSession } from '@/domain/accounts/find-session';
import { readInvitation } from '@/domain/accounts/read-invitation';
import { useInvitation } from '@/domain/accounts/use-invitation';
import { createWorkspace } from '@/domain/workspaces/create-workspace';
import { judgedBy, type Newcomer, providerAuth } from '@/lib/auth-providers';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { logger } from '@/lib/logger';

/** The way back from a provider, as the browser brings it. */
interface Return {
  provider: ProviderId;
  query: Record<string, string>;
  cookies: string | undefined;
  userAgent: string | undefined;
  address: string | null;
  /** The invitation that it began with. */
  invitation: string | undefined;
}

/** Where the browser goes on, and the cookies it gets; `failed` is the word for what went wrong. */
type Finish = { cookies: string[]; next: string; failed?: undefined } | { failed: string };

/**
 * Signs in whom a provider vouches for. Who has no account gets one only with a good invitation for the address that
 * the provider has seen to be theirs, or where sign-up is open.
 */
export async function finishProvider(way: Return): Promise<Finish> {
  let fresh = false;
  let refused: string | null = null;
  const judge = async (newcomer: Newcomer) => {
    refused = await whyUnfit(newcomer, way.invitation);
    if (refused) throw new Error(refused);
    fresh = true;
  };
  try {
    const answer = await judgedBy(judge, () => callBack(way));
    const to = new URL(answer.headers.get('location') ?? '/sign-in?error=unknown', 'http://here.invalid');
    const failed = to.searchParams.get('error');
    const cookies = answer.headers.getSetCookie();
    const signedIn = failed ? null : await findSession(cookies.map((one) => one.split(';')[0]).join('; '));
    if (!signedIn) return { failed: refused ?? failed ?? 'unknown' };
    if (way.invitation) await useInvitation(way.invitation, signedIn);
    else if (fresh) await createWorkspace(`${signedIn.name}’s workspace`, signedIn);
    return { cookies, next: `${to.pathname}${to.search}${to.hash}` };
  } catch (error) {
    // The account is there; only its invitation was used up meanwhile, or nobody gets in as it.
    if (error instanceof AppError)
      return { failed: error.details?.disabled ? 'disabled' : 'needs_invitation' };
    logger().warn({ err: error, provider: way.provider }, 'a sign-in by a provider failed');
    return { failed: 'unknown' };
  }
}

async function callBack({ provider, query, cookies, userAgent, address }: Return): Promise<Response> {
  const { api } = await providerAuth();
  const headers = new Headers({ cookie: cookies ?? '' });
  if (userAgent) headers.set('user-agent', userAgent.slice(0, 300));
  if (address) headers.set('x-forwarded-for', address);
  const { code, state, error, iss } = query;
  return api.callbackOAuth({
    method: 'GET',
    params: { id: provider },
    query: { code, state, error, iss },
    headers,
    asResponse: true,
  });
}

/** Why no account is made for somebody, as a word; null where one may be. */
async function whyUnfit({ email, emailVerified }: Newcomer, invitation?: string): Promise<string | null> {
  if (!emailVerified) return 'unverified_address';
  if (!(await accountsOn())) return 'needs_owner';
  if (!invitation) return env().SIGN_UP === 'open' ? null : 'needs_invitation';
  const good = await readInvitation(invitation, email).then(
    () => true,
    () => false,
  );
  return good ? null : 'needs_invitation';
}
