import {
  createInvitation,
  createResetLink,
  leaveWorkspace,
  listInvitations,
  listMembers,
  removeMember,
  revokeInvitation,
  updateMember,
} from '@/contract/member';
import type { Role } from '@/contract/policy';
import { type Changer, changeMember } from '@/domain/accounts/change-member';
import { createInvitation as invite } from '@/domain/accounts/create-invitation';
import { createResetLink as makeResetLink } from '@/domain/accounts/create-reset-link';
import { describeMe } from '@/domain/accounts/describe-me';
import { forgetPersonalTokens } from '@/domain/accounts/find-personal-token';
import { forgetSessions } from '@/domain/accounts/find-session';
import { listInvitations as listLinks } from '@/domain/accounts/list-invitations';
import { listMembers as list } from '@/domain/accounts/list-members';
import { mailInvitation } from '@/domain/accounts/mail-invitation';
import { revokeInvitation as revoke } from '@/domain/accounts/revoke-invitation';
import { originOf } from '@/http/hosts';
import { personRoute, type Route } from '@/http/route';
import { asWorkspace } from '@/lib/db';
import { toWireId } from '@/lib/ids';
import { sendAway } from '@/services/supervisor/send-away';

async function change(caller: Changer, id: string, role: Role) {
  const member = await asWorkspace(caller, (tx, runs) => changeMember(tx, runs, caller, id, role));
  forgetSessions();
  forgetPersonalTokens();
  return member;
}

/** Who is in a workspace, and who is let in. */
export const MEMBER_ROUTES: Route[] = [
  personRoute(listMembers, ({ caller }) => asWorkspace(caller, (tx) => list(tx, caller.userId))),
  personRoute(updateMember, ({ caller, params, body }) => change(caller, params.id, body.role)),
  personRoute(removeMember, async ({ caller, params }) => {
    await sendAway(caller, params.id);
    return { id: params.id, removed: true as const };
  }),
  personRoute(createResetLink, ({ caller, params, request }) =>
    makeResetLink({ ...caller, origin: originOf(request) }, params.id),
  ),
  personRoute(leaveWorkspace, async ({ caller }) => {
    await sendAway(caller, toWireId('user', caller.userId));
    return { left: true as const };
  }),
  personRoute(listInvitations, ({ caller }) => asWorkspace(caller, listLinks)),
  personRoute(createInvitation, async ({ caller, body, request }) => {
    const made = await asWorkspace(caller, (tx, runs) =>
      invite(tx, runs, { ...caller, origin: originOf(request) }, body),
    );
    if (!made.email) return { ...made, mailed: false };
    const { email: from } = await describeMe(caller);
    return { ...made, mailed: await mailInvitation({ from, to: made.email, link: made.link }) };
  }),
  personRoute(revokeInvitation, ({ caller, params }) =>
    asWorkspace(caller, (tx, runs) => revoke(tx, runs, caller, params.id)),
  ),
];
