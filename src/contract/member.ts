import { z } from 'zod';
import { endpoint } from './endpoint';
import { id, Timestamp } from './ids';
import { Role } from './policy';
import { Email } from './text';

export const Member = z.object({
  id: id('user'),
  name: z.string(),
  email: z.string(),
  role: Role,
  joinedAt: Timestamp,
  /** Whether it is you. */
  you: z.boolean(),
});
export type Member = z.infer<typeof Member>;

export const Invitation = z.object({
  id: id('inv'),
  role: Role,
  /** Whom it is meant for; null: whoever has the link. */
  email: z.string().nullable(),
  invitedBy: z.string().nullable(),
  expiresAt: Timestamp,
});
export type Invitation = z.infer<typeof Invitation>;

const member = z.strictObject({ id: id('user') });

export const listMembers = endpoint({
  name: 'listMembers',
  summary: 'Who is in this workspace',
  method: 'GET',
  path: '/api/members',
  who: 'person',
  action: 'workspace:read',
  returns: z.array(Member),
});
export const updateMember = endpoint({
  name: 'updateMember',
  summary: 'Give a member another role; only owners make and unmake owners, and one always stays',
  method: 'PATCH',
  path: '/api/members/:id',
  who: 'person',
  action: 'member:manage',
  params: member,
  body: z.strictObject({ role: Role }),
  returns: Member,
});
export const removeMember = endpoint({
  name: 'removeMember',
  summary:
    'Send a member away: their access tokens for this workspace, their invitations and the machines that they connected end with it',
  method: 'DELETE',
  path: '/api/members/:id',
  who: 'person',
  action: 'member:manage',
  params: member,
  returns: z.object({ id: id('user'), removed: z.literal(true) }),
});
export const createResetLink = endpoint({
  name: 'createResetLink',
  summary: 'Make a link by which a member sets a new password; it is shown only here and good for an hour',
  method: 'POST',
  path: '/api/members/:id/reset-link',
  who: 'person',
  action: 'member:manage',
  status: 201,
  params: member,
  body: z.strictObject({}),
  returns: z.object({ link: z.string(), expiresAt: Timestamp }),
});
export const leaveWorkspace = endpoint({
  name: 'leaveWorkspace',
  summary:
    'Leave this workspace, and with you your access tokens, invitations and machines in it; its last owner cannot',
  method: 'POST',
  path: '/api/members/leave',
  who: 'person',
  action: 'account:own',
  body: z.strictObject({}),
  returns: z.object({ left: z.literal(true) }),
});
export const listInvitations = endpoint({
  name: 'listInvitations',
  summary: 'Invitations that are good still, newest first',
  method: 'GET',
  path: '/api/invitations',
  who: 'person',
  action: 'member:manage',
  returns: z.array(Invitation),
});
export const createInvitation = endpoint({
  name: 'createInvitation',
  summary: 'Make a link that lets one person in; it is shown only here and good for seven days',
  method: 'POST',
  path: '/api/invitations',
  who: 'person',
  action: 'member:manage',
  status: 201,
  body: z.strictObject({
    role: Role.default('member'),
    email: Email.optional().describe('Only an account with this address can use it'),
  }),
  returns: Invitation.extend({
    link: z.string(),
    mailed: z.boolean().describe('Whether it was sent to the address that it is for'),
  }),
});
export const revokeInvitation = endpoint({
  name: 'revokeInvitation',
  summary: 'End an invitation that was not used',
  method: 'DELETE',
  path: '/api/invitations/:id',
  who: 'person',
  action: 'member:manage',
  params: z.strictObject({ id: id('inv') }),
  returns: z.object({ id: id('inv'), revoked: z.literal(true) }),
});
export const readInvitation = endpoint({
  name: 'readInvitation',
  counted: 'sign-in',
  summary: 'What an invitation’s link is good for',
  method: 'POST',
  path: '/api/auth/invitation',
  who: 'anyone',
  body: z.strictObject({ token: z.string().max(200) }),
  returns: z.object({ workspaceName: z.string(), role: Role, email: z.string().nullable() }),
});
export const acceptInvitation = endpoint({
  name: 'acceptInvitation',
  counted: 'sign-in',
  summary: 'Join a workspace with the account you are signed in with',
  method: 'POST',
  path: '/api/invitations/accept',
  who: 'anyone',
  body: z.strictObject({ token: z.string().max(200) }),
  returns: z.object({ workspaceId: id('ws') }),
});
