import {
  changePassword,
  claimOwnership,
  deleteAccount,
  exportAccount,
  getInstallation,
  getMe,
  type Installation,
  login,
  logout,
  refreshAccess,
  register,
  renameAccount,
  requestReset,
  requestVerification,
  resetPassword,
  selectWorkspace,
  verifyEmail,
} from '@/contract/account';
import { acceptInvitation, readInvitation } from '@/contract/member';
import { listSignInSessions, revokeSignInSession } from '@/contract/sign-in-session';
import { accountsOn } from '@/domain/accounts/accounts-on';
import { changePassword as change } from '@/domain/accounts/change-password';
import { describeMe } from '@/domain/accounts/describe-me';
import { exportAccount as collect } from '@/domain/accounts/export-account';
import { findSession, type SignedIn } from '@/domain/accounts/find-session';
import { issueAccess, refreshAccess as refresh } from '@/domain/accounts/issue-access';
import { mailVerification } from '@/domain/accounts/mail-verification';
import { memberships } from '@/domain/accounts/memberships';
import { readInvitation as readLink } from '@/domain/accounts/read-invitation';
import { renameAccount as rename } from '@/domain/accounts/rename-account';
import { requestReset as mailReset } from '@/domain/accounts/request-reset';
import { resetPassword as reset } from '@/domain/accounts/reset-password';
import { signIn } from '@/domain/accounts/sign-in';
import {
  revokeSignInSession as endSession,
  listSignInSessions as listSessions,
} from '@/domain/accounts/sign-in-sessions';
import { signOut } from '@/domain/accounts/sign-out';
import { useInvitation } from '@/domain/accounts/use-invitation';
import { verifyEmail as verify } from '@/domain/accounts/verify-email';
import { asAttachment } from '@/http/attachment';
import { isNear, refuseForeignSite, unverified } from '@/http/callers';
import type { ApiRequest } from '@/http/request';
import { openRoute, personRoute, type Route } from '@/http/route';
import { hasSessionCookie } from '@/lib/auth';
import { providers } from '@/lib/auth-providers';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { fromWireId, toWireId } from '@/lib/ids';
import { sendsMail } from '@/lib/mail';
import { claimOwnership as claim } from '@/services/accounts/claim-ownership';
import { register as makeAccount } from '@/services/accounts/register';
import { deleteAccount as remove } from '@/services/supervisor/delete-account';

const from = (request: ApiRequest) => ({
  userAgent: request.header('user-agent'),
  address: request.remoteAddress,
});
/** Who is signed in, in a workspace or in none. */
async function whoIs(request: ApiRequest): Promise<SignedIn> {
  const cookies = request.header('cookie');
  const signedIn = hasSessionCookie(cookies) ? await findSession(cookies) : null;
  if (!signedIn) throw new AppError('UNAUTHORIZED', 'You are not signed in. Sign in first.');
  return signedIn;
}

const SIGNED_IN = { signedIn: true } as const;

/** Signs in by cookies, or for a script by tokens in the answer. */
async function signedIn(
  body: { email: string; password: string; tokens?: boolean },
  request: ApiRequest,
  setCookies: string[],
) {
  const cookies = await signIn(body, from(request));
  if (body.tokens) {
    const found = await findSession(cookies.map((one) => one.split(';')[0]).join('; '));
    if (found) return { ...SIGNED_IN, ...(await issueAccess(found.sessionId)) };
  }
  setCookies.push(...cookies);
  return SIGNED_IN;
}

/** How people sign in, and what they do with their own account. */
export const ACCOUNT_ROUTES: Route[] = [
  openRoute(getInstallation, async ({ request }) => {
    const on = await accountsOn();
    const near = isNear(request);
    const mode: Installation['mode'] = on || !near ? 'accounts' : 'single-user';
    return {
      mode,
      wantsOwner: !on && !near,
      signUp: env().SIGN_UP,
      mail: sendsMail(),
      providers: providers(),
    };
  }),
  openRoute(claimOwnership, async ({ body, request, setCookies }) => {
    refuseForeignSite(request);
    await claim(body, isNear(request));
    setCookies.push(...(await signIn(body, from(request))));
    return SIGNED_IN;
  }),
  openRoute(register, async ({ body, request, setCookies }) => {
    refuseForeignSite(request);
    await makeAccount(body);
    return signedIn(body, request, setCookies);
  }),
  openRoute(login, async ({ body, request, setCookies }) => {
    refuseForeignSite(request);
    return signedIn(body, request, setCookies);
  }),
  openRoute(refreshAccess, ({ body, request }) => {
    refuseForeignSite(request);
    return refresh(body.refreshToken);
  }),
  openRoute(logout, async ({ request, setCookies }) => {
    refuseForeignSite(request);
    setCookies.push(...(await signOut(request.header('cookie'))));
    return { signedOut: true as const };
  }),
  openRoute(requestReset, async ({ body, request }) => {
    refuseForeignSite(request);
    await mailReset(body.email);
    return { asked: true as const };
  }),
  openRoute(resetPassword, async ({ body, request }) => {
    refuseForeignSite(request);
    await reset(body);
    return { changed: true as const };
  }),
  openRoute(readInvitation, ({ body }) => readLink(body.token)),
  openRoute(acceptInvitation, async ({ body, request }) => {
    refuseForeignSite(request);
    const signedIn = await whoIs(request);
    if (!signedIn.verified) throw unverified();
    return { workspaceId: toWireId('ws', await useInvitation(body.token, signedIn)) };
  }),
  personRoute(getMe, ({ caller }) => describeMe(caller)),
  personRoute(renameAccount, async ({ caller, body }) => {
    await rename(caller.userId, body.name);
    return body;
  }),
  personRoute(exportAccount, async ({ caller }) => {
    const text = JSON.stringify(await collect(caller.userId), null, 2);
    return asAttachment({ bytes: new TextEncoder().encode(`${text}\n`), fileName: 'account.json' });
  }),
  openRoute(deleteAccount, async ({ body, request, setCookies }) => {
    refuseForeignSite(request);
    await remove((await whoIs(request)).userId, body);
    setCookies.push(...(await signOut(request.header('cookie'))));
    return { deleted: true as const };
  }),
  personRoute(selectWorkspace, async ({ caller, body, setCookies }) => {
    const wanted = fromWireId('ws', body.workspaceId);
    if (!(await memberships(caller.userId)).some(({ workspaceId }) => workspaceId === wanted))
      throw new AppError(
        'NOT_FOUND',
        'You are not in this workspace. Ask an owner or admin of it for an invitation.',
      );
    const secure = env().PUBLIC_URL?.startsWith('https:') ? '; Secure' : '';
    setCookies.push(
      `ao_workspace=${body.workspaceId}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax${secure}`,
    );
    return { workspaceId: body.workspaceId };
  }),
  personRoute(changePassword, async ({ caller, body, request, setCookies }) => {
    const cookies = request.header('cookie');
    if (!caller.sessionId || !cookies)
      throw new AppError('FORBIDDEN', 'Only who is signed in with a password can change it.');
    setCookies.push(...(await change(cookies, body)));
    return { changed: true as const };
  }),
  personRoute(requestVerification, async ({ caller }) => {
    const { email } = await describeMe(caller);
    await mailVerification({ userId: caller.userId, email });
    return { sent: true as const };
  }),
  personRoute(verifyEmail, async ({ caller, body }) => {
    await verify(caller.userId, body.token);
    return { verified: true as const };
  }),
  personRoute(listSignInSessions, ({ caller }) => listSessions(caller.userId, caller.sessionId)),
  personRoute(revokeSignInSession, ({ caller, params }) => endSession(caller.userId, params.id)),
];
