import { mayDo } from '@/contract/may-do';
import {
  createWorkspace,
  deleteWorkspace,
  getWorkspace,
  transferWorkspace,
  updateWorkspace,
} from '@/contract/workspace';
import { forgetPersonalTokens } from '@/domain/accounts/find-personal-token';
import { findSession, forgetSessions } from '@/domain/accounts/find-session';
import { transferWorkspace as transfer } from '@/domain/accounts/transfer-workspace';
import { forgetTokens } from '@/domain/runners/find-token';
import { createWorkspace as create } from '@/domain/workspaces/create-workspace';
import { deleteWorkspace as remove } from '@/domain/workspaces/delete-workspace';
import { getWorkspace as get } from '@/domain/workspaces/get-workspace';
import { updateWorkspace as update } from '@/domain/workspaces/update-workspace';
import { refuseForeignSite, unverified } from '@/http/callers';
import { openRoute, personRoute, type Route } from '@/http/route';
import { hasSessionCookie } from '@/lib/auth';
import { asWorkspace } from '@/lib/db';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { toWireId } from '@/lib/ids';
import { sweepBeside } from '@/services/supervisor/sweep';

/** What workspaces go through as wholes. */
export const WORKSPACE_ROUTES: Route[] = [
  openRoute(createWorkspace, async ({ body, request }) => {
    refuseForeignSite(request);
    const cookies = request.header('cookie');
    const signedIn = hasSessionCookie(cookies) ? await findSession(cookies) : null;
    if (!signedIn) throw new AppError('UNAUTHORIZED', 'Sign in first: a workspace belongs to somebody.');
    if (!signedIn.verified) throw unverified();
    if (env().SIGN_UP !== 'open')
      throw new AppError(
        'FORBIDDEN',
        'Nobody makes workspaces here. Ask whoever runs this installation to set SIGN_UP=open, or for an invitation to one that is there.',
      );
    const workspaceId = await create(body.name, signedIn);
    forgetSessions();
    return { workspaceId: toWireId('ws', workspaceId) };
  }),
  personRoute(getWorkspace, ({ caller: { workspaceId, role, projectIds = [] } }) =>
    get(workspaceId, mayDo(role, 'project:see-all') && projectIds.length === 0),
  ),
  personRoute(updateWorkspace, async ({ caller, body }) => {
    const renamed = await asWorkspace(caller, (tx, runs) => update(tx, runs, caller, body));
    forgetSessions();
    return renamed;
  }),
  personRoute(transferWorkspace, async ({ caller, body }) => {
    const owner = await asWorkspace(caller, (tx, runs) => transfer(tx, runs, caller, body.memberId));
    forgetSessions();
    forgetPersonalTokens();
    return owner;
  }),
  personRoute(deleteWorkspace, async ({ caller, body }) => {
    const deleted = await remove(caller, body.name);
    forgetSessions();
    forgetPersonalTokens();
    forgetTokens();
    await sweepBeside();
    return deleted;
  }),
];
