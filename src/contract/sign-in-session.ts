import { z } from 'zod';
import { endpoint } from './endpoint';
import { id, Timestamp } from './ids';

/** Where somebody is signed in. */
export const SignInSession = z.object({
  id: id('sess'),
  /** Whether it is the one that asks. */
  current: z.boolean(),
  ipAddress: z.string().nullable(),
  userAgent: z.string().nullable(),
  createdAt: Timestamp,
  expiresAt: Timestamp,
});
export type SignInSession = z.infer<typeof SignInSession>;

export const listSignInSessions = endpoint({
  name: 'listSignInSessions',
  summary: 'Where you are signed in',
  method: 'GET',
  path: '/api/auth/sessions',
  who: 'person',
  action: 'account:own',
  returns: z.array(SignInSession),
});
export const revokeSignInSession = endpoint({
  name: 'revokeSignInSession',
  summary: 'Sign out somewhere else',
  method: 'DELETE',
  path: '/api/auth/sessions/:id',
  who: 'person',
  action: 'account:own',
  params: z.strictObject({ id: id('sess') }),
  returns: z.object({ id: id('sess'), revoked: z.literal(true) }),
});
