import { z } from 'zod';
import { endpoint } from './endpoint';
import { id, Timestamp } from './ids';
import { ListQuery } from './list';
import { Scope } from './policy';
import { line } from './text';

/** personal: it acts in its person's name, and ends with their membership. ci: it is the workspace's own, and acts as a member. */
export const TokenKind = z.enum(['personal', 'ci']);

export const PersonalToken = z.object({
  id: id('pat'),
  kind: TokenKind,
  name: z.string(),
  /** How it begins; the rest is kept nowhere. */
  hint: z.string(),
  scopes: z.array(Scope),
  /** The only ones that are there for it; none: all. */
  projectIds: z.array(id('proj')),
  /** null: good until it is ended. */
  expiresAt: Timestamp.nullable(),
  lastUsedAt: Timestamp.nullable(),
  createdAt: Timestamp,
});
export type PersonalToken = z.infer<typeof PersonalToken>;

const Issued = PersonalToken.extend({ token: z.string().describe('Shown only here') });
const params = z.strictObject({ id: id('pat') });

export const createPersonalToken = endpoint({
  name: 'createPersonalToken',
  summary: 'Make an access token for a script; it is shown only here',
  method: 'POST',
  path: '/api/tokens',
  who: 'person',
  action: 'token:own',
  status: 201,
  body: z.strictObject({
    kind: TokenKind.default('personal').describe('ci: of the workspace, made and ended by its admins'),
    name: line(100),
    scopes: z.array(Scope).min(1).max(20).default(['workspace:read']),
    projectIds: z
      .array(id('proj'))
      .max(100)
      .default([])
      .describe('The only projects that are there for it; none: all that you see'),
    expiresInDays: z
      .number()
      .int()
      .min(1)
      .max(366)
      .nullable()
      .default(90)
      .describe('null: good until it is ended'),
  }),
  returns: Issued,
});
export const listPersonalTokens = endpoint({
  name: 'listPersonalTokens',
  summary:
    'List your access tokens that are good still, and for admins those of CIs, newest first; never the tokens themselves',
  method: 'GET',
  path: '/api/tokens',
  who: 'person',
  action: 'token:own',
  query: ListQuery,
  returns: PersonalToken,
  answer: 'list',
});
export const rotatePersonalToken = endpoint({
  name: 'rotatePersonalToken',
  summary: 'Replace an access token by a fresh one; the earlier is good for a while more',
  method: 'POST',
  path: '/api/tokens/:id/rotate',
  who: 'person',
  action: 'token:own',
  params,
  body: z.strictObject({
    overlapMinutes: z
      .number()
      .int()
      .min(0)
      .max(1440)
      .default(10)
      .describe('How long the earlier one is good still'),
  }),
  returns: Issued,
});
export const revokePersonalToken = endpoint({
  name: 'revokePersonalToken',
  summary: 'End an access token at once',
  method: 'DELETE',
  path: '/api/tokens/:id',
  who: 'person',
  action: 'token:own',
  params,
  returns: z.object({ id: id('pat'), revoked: z.literal(true) }),
});
