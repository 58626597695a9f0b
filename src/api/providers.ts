import { finishProvider, startProvider } from '@/contract/account';
import { readInvitation } from '@/domain/accounts/read-invitation';
import { startProvider as start } from '@/domain/accounts/start-provider';
import { refuseForeignSite } from '@/http/callers';
import { openRoute, type Route } from '@/http/route';
import { env } from '@/lib/env';
import { finishProvider as finish } from '@/services/accounts/finish-provider';

const COOKIE = 'ao_invited';
const NOTHING = new Uint8Array();

/** Remembers an invitation until the browser is back; empty forgets it. */
const remember = (invitation: string) =>
  `${COOKIE}=${invitation}; Path=/api/auth; Max-Age=${invitation ? 600 : 0}; HttpOnly; SameSite=Lax${env().PUBLIC_URL?.startsWith('https:') ? '; Secure' : ''}`;

/** Signing in by GitHub, Google and other providers. */
export const PROVIDER_ROUTES: Route[] = [
  openRoute(startProvider, async ({ body: { provider, next, invitation }, request, setCookies }) => {
    refuseForeignSite(request);
    if (invitation) await readInvitation(invitation);
    const mayJoin = invitation !== undefined || env().SIGN_UP === 'open';
    const { url, cookies } = await start({ provider, next, mayJoin });
    setCookies.push(...cookies, remember(invitation ?? ''));
    return { url };
  }),
  openRoute(finishProvider, async ({ params, request, setCookies }) => {
    const cookies = request.header('cookie');
    const done = await finish({
      provider: params.provider,
      query: Object.fromEntries(request.search),
      cookies,
      userAgent: request.header('user-agent'),
      address: request.remoteAddress,
      invitation: cookies?.match(/(?:^|;\s*)ao_invited=(\w{1,200})(?:;|$)/)?.[1],
    });
    setCookies.push(remember(''));
    if (done.failed === undefined) setCookies.push(...done.cookies);
    const to = done.failed === undefined ? done.next : `/sign-in?error=${encodeURIComponent(done.failed)}`;
    return { headers: { location: to, 'referrer-policy': 'no-referrer' }, body: NOTHING };
  }),
];
