import { z } from 'zod';
import { endpoint } from './endpoint';
import { id } from './ids';
import { Role } from './policy';
import { Email, line } from './text';

export const SHORTEST_PASSWORD = 12;
export const LONGEST_PASSWORD = 128;
/** Any characters: what a password must be is long. */
const NewPassword = z
  .string()
  .min(SHORTEST_PASSWORD, `must have at least ${SHORTEST_PASSWORD} characters`)
  .max(LONGEST_PASSWORD, `must have at most ${LONGEST_PASSWORD} characters`);
const HERE = 'http://here.invalid';
const GivenPassword = z.string().min(1).max(LONGEST_PASSWORD);

/** Who can vouch for people, where it is set up. */
export const ProviderId = z.enum(['github', 'google', 'oidc']);
export type ProviderId = z.infer<typeof ProviderId>;

/** How this installation knows its people. */
export const Installation = z.object({
  /** single-user: whoever sits at the machine, without an account. */
  mode: z.enum(['single-user', 'accounts']),
  /** Whether it waits for its first owner, who needs the token that was printed when it started. */
  wantsOwner: z.boolean(),
  /** Whether strangers may make an account, and with it a workspace of their own. */
  signUp: z.enum(['invited', 'open']),
  /** Whether this server sends mail. */
  mail: z.boolean(),
  /** By whom else people may sign in. */
  providers: z.array(z.object({ id: ProviderId, name: z.string() })),
});
export type Installation = z.infer<typeof Installation>;

export const Me = z.object({
  id: id('user'),
  name: z.string(),
  email: z.string(),
  /** Whether the address is proven to be theirs. */
  verified: z.boolean(),
  /** null for the single user of this machine. */
  sessionId: id('sess').nullable(),
  /** Whether they look after the whole installation. */
  administrator: z.boolean(),
  workspaceId: id('ws'),
  role: Role,
  workspaces: z.array(z.object({ id: id('ws'), name: z.string(), role: Role })),
});
export type Me = z.infer<typeof Me>;

const Access = z.object({
  accessToken: z.string().describe('Good for a quarter of an hour; sent as `Authorization: Bearer`'),
  refreshToken: z.string().describe('Good once, for the next pair'),
  expiresIn: z.number().describe('Seconds'),
});
const SignedIn = z.object({ signedIn: z.literal(true) }).extend(Access.partial().shape);

const Tokens = z.boolean().optional().describe('For scripts: tokens in the answer instead of the cookie');

/** Whether a path is still one where a browser has read it: `/..//evil.example` becomes the name of another host. */
const staysHere = (path: string): boolean =>
  URL.canParse(path, HERE) && !new URL(path, HERE).pathname.startsWith('//');

export const getInstallation = endpoint({
  name: 'getInstallation',
  summary: 'How people sign in here',
  method: 'GET',
  path: '/api/auth/installation',
  who: 'anyone',
  returns: Installation,
});
export const claimOwnership = endpoint({
  name: 'claimOwnership',
  counted: 'sign-in',
  summary: 'Make the first owner’s account; everything that was done before stays theirs',
  method: 'POST',
  path: '/api/auth/owner',
  who: 'anyone',
  status: 201,
  body: z.strictObject({
    token: z
      .string()
      .max(200)
      .optional()
      .describe('Printed at the start of the server; not needed on the machine itself'),
    name: line(100),
    email: Email,
    password: NewPassword,
  }),
  returns: SignedIn,
});
export const register = endpoint({
  name: 'register',
  counted: 'sign-in',
  summary: 'Make an account: with an invitation, or where sign-up is open a workspace of one’s own',
  method: 'POST',
  path: '/api/auth/register',
  who: 'anyone',
  status: 201,
  body: z.strictObject({
    name: line(100),
    email: Email,
    password: NewPassword,
    invitation: z.string().max(200).optional(),
    tokens: Tokens,
  }),
  returns: SignedIn,
});
export const login = endpoint({
  name: 'login',
  counted: 'sign-in',
  summary: 'Sign in with e-mail and password; the answer sets the session’s cookie',
  method: 'POST',
  path: '/api/auth/login',
  who: 'anyone',
  body: z.strictObject({
    email: Email,
    password: GivenPassword,
    tokens: Tokens,
  }),
  returns: SignedIn,
});
export const refreshAccess = endpoint({
  name: 'refreshAccess',
  counted: 'sign-in',
  summary: 'Exchange a refresh token for a new pair; one that comes twice ends its session',
  method: 'POST',
  path: '/api/auth/refresh',
  who: 'anyone',
  body: z.strictObject({ refreshToken: z.string().max(200) }),
  returns: Access,
});
export const startProvider = endpoint({
  name: 'startProvider',
  counted: 'sign-in',
  summary:
    'Begin to sign in by a provider: the answer says where the browser goes, and binds it to the way back',
  method: 'POST',
  path: '/api/auth/provider',
  who: 'anyone',
  body: z.strictObject({
    provider: ProviderId,
    next: z
      .string()
      .max(500)
      .regex(/^\/(?!\/)[\w\-./?=&%#]*$/, 'must be a path of this dashboard')
      .refine(staysHere, 'must be a path of this dashboard')
      .default('/')
      .describe('Where to go on afterwards'),
    invitation: z.string().max(200).optional(),
  }),
  returns: z.object({ url: z.string() }),
});
export const finishProvider = endpoint({
  name: 'finishProvider',
  counted: 'sign-in',
  summary: 'The way back from a provider: signs in and leads on, or to the sign-in with what went wrong',
  method: 'GET',
  path: '/api/auth/callback/:provider',
  who: 'anyone',
  params: z.strictObject({ provider: ProviderId }),
  query: z.looseObject({ code: z.string().optional(), state: z.string().optional() }),
  status: 302,
  returns: z.unknown(),
  answer: 'bytes',
});
export const logout = endpoint({
  name: 'logout',
  summary: 'End this session',
  method: 'POST',
  path: '/api/auth/logout',
  who: 'anyone',
  body: z.strictObject({}),
  returns: z.object({ signedOut: z.literal(true) }),
});
export const getMe = endpoint({
  name: 'getMe',
  summary: 'Who you are here, and which workspaces you are in',
  method: 'GET',
  path: '/api/auth/me',
  who: 'person',
  action: 'account:own',
  returns: Me,
});
export const selectWorkspace = endpoint({
  name: 'selectWorkspace',
  summary: 'Go on in another of your workspaces',
  method: 'POST',
  path: '/api/auth/workspace',
  who: 'person',
  action: 'account:own',
  body: z.strictObject({ workspaceId: id('ws') }),
  returns: z.object({ workspaceId: id('ws') }),
});
export const changePassword = endpoint({
  name: 'changePassword',
  counted: 'sign-in',
  summary: 'Change your password; every other session of yours ends',
  method: 'POST',
  path: '/api/auth/password',
  who: 'person',
  action: 'account:own',
  body: z.strictObject({ current: GivenPassword, password: NewPassword }),
  returns: z.object({ changed: z.literal(true) }),
});

export const requestReset = endpoint({
  name: 'requestReset',
  counted: 'sign-in',
  summary:
    'Have a link for a new password mailed to you; the answer does not tell whether there is an account',
  method: 'POST',
  path: '/api/auth/reset-link',
  who: 'anyone',
  body: z.strictObject({ email: Email }),
  returns: z.object({ asked: z.literal(true) }),
});
export const resetPassword = endpoint({
  name: 'resetPassword',
  counted: 'sign-in',
  summary: 'Set a new password by a link; every session of the account ends',
  method: 'POST',
  path: '/api/auth/reset',
  who: 'anyone',
  body: z.strictObject({ token: z.string().max(200), password: NewPassword }),
  returns: z.object({ changed: z.literal(true) }),
});

export const requestVerification = endpoint({
  name: 'requestVerification',
  summary: 'Have a link mailed to you that proves your address',
  method: 'POST',
  path: '/api/auth/verification',
  who: 'person',
  action: 'account:own',
  body: z.strictObject({}),
  returns: z.object({ sent: z.literal(true) }),
});
export const verifyEmail = endpoint({
  name: 'verifyEmail',
  summary: 'Prove your address by the link that was mailed to it',
  method: 'POST',
  path: '/api/auth/verify',
  who: 'person',
  action: 'account:own',
  body: z.strictObject({ token: z.string().max(200) }),
  returns: z.object({ verified: z.literal(true) }),
});

export const renameAccount = endpoint({
  name: 'renameAccount',
  summary: 'Change your name',
  method: 'PATCH',
  path: '/api/auth/me',
  who: 'person',
  action: 'account:own',
  body: z.strictObject({ name: line(100) }),
  returns: z.object({ name: z.string() }),
});
export const exportAccount = endpoint({
  name: 'exportAccount',
  counted: 'expensive',
  summary: 'What is known of you, and what you wrote and did, as JSON to take away',
  method: 'GET',
  path: '/api/auth/export',
  who: 'person',
  action: 'account:own',
  returns: z.unknown(),
  answer: 'bytes',
});
export const deleteAccount = endpoint({
  name: 'deleteAccount',
  summary: 'Delete your account; your sessions, access tokens and machines end with it',
  method: 'POST',
  path: '/api/auth/delete',
  who: 'anyone',
  body: z.strictObject({
    email: Email.describe('Your own address, to be sure'),
    password: GivenPassword.optional().describe('Where you have one'),
  }),
  returns: z.object({ deleted: z.literal(true) }),
});
