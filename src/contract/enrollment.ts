import { z } from 'zod';
import { endpoint } from './endpoint';
import { id, Timestamp } from './ids';
import { ListQuery } from './list';
import { Runner, RunnerReport } from './runner';
import { Label } from './task';
import { line } from './text';

export const Enrollment = z.object({
  id: id('enr'),
  name: z.string().nullable(),
  labels: z.array(z.string()),
  expiresAt: Timestamp,
  usedAt: Timestamp.nullable(),
  /** The machine that used it. */
  runner: Runner.nullable(),
});
export type Enrollment = z.infer<typeof Enrollment>;

export const PublicJwk = z.strictObject({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string().regex(/^[\w-]{43}$/),
});
export type PublicJwk = z.infer<typeof PublicJwk>;

export const createEnrollment = endpoint({
  name: 'createEnrollment',
  summary: 'Make a one-time token that connects one machine; it is shown only here',
  method: 'POST',
  path: '/api/enrollments',
  who: 'person',
  action: 'runner:connect',
  status: 201,
  body: z.strictObject({ name: line(100).optional(), labels: z.array(Label).max(20).default([]) }),
  returns: Enrollment.extend({ token: z.string(), command: z.string() }),
});
export const listEnrollments = endpoint({
  name: 'listEnrollments',
  summary: 'List one-time tokens that are good still, newest first; never the tokens themselves',
  method: 'GET',
  path: '/api/enrollments',
  who: 'person',
  action: 'runner:connect',
  query: ListQuery,
  returns: Enrollment,
  answer: 'list',
});
export const revokeEnrollment = endpoint({
  name: 'revokeEnrollment',
  summary: 'End a one-time token that has not been used',
  method: 'DELETE',
  path: '/api/enrollments/:id',
  who: 'person',
  action: 'runner:connect',
  params: z.strictObject({ id: id('enr') }),
  returns: z.object({ id: id('enr'), revoked: z.literal(true) }),
});
export const getEnrollment = endpoint({
  name: 'getEnrollment',
  summary: 'Whether the token has been used, and by which machine',
  method: 'GET',
  path: '/api/enrollments/:id',
  who: 'person',
  action: 'runner:connect',
  params: z.strictObject({ id: id('enr') }),
  returns: Enrollment,
});

/** Runner side. The token travels as `Authorization: Bearer aoe_…`. */
export const enrollRunner = endpoint({
  name: 'enrollRunner',
  summary: 'Use a one-time token: registers this machine’s public key',
  method: 'POST',
  path: '/api/runner/runners',
  who: 'enrollment',
  status: 201,
  body: z.object({ name: line(100), publicJwk: PublicJwk, report: RunnerReport }),
  returns: z.object({
    runnerId: id('runner'),
    name: z.string(),
    workspaceName: z.string(),
    scopes: z.array(z.string()),
  }),
});
export const issueToken = endpoint({
  name: 'issueToken',
  counted: 'machine',
  summary: 'Exchange an assertion signed by the runner’s key (EdDSA JWT, 60 s) for an access token',
  method: 'POST',
  path: '/api/runner/token',
  who: 'anyone',
  body: z.object({ assertion: z.string().max(4000) }),
  returns: z.object({
    accessToken: z.string(),
    expiresInMs: z.number().int(),
    serverTime: Timestamp,
    paused: z
      .object({ note: z.string().nullable() })
      .nullable()
      .optional()
      .describe('Why a person lets this runner take no work; null where it may'),
  }),
});

/** `assertion` is signed by the key that is good so far; its claim `key` is the `x` of the new one. */
export const changeKey = endpoint({
  name: 'changeKey',
  summary: 'Replace this machine’s key; the earlier one is good for ten minutes more. Repeatable.',
  method: 'POST',
  path: '/api/runner/runners/current/key',
  who: 'runner',
  body: z.object({ publicJwk: PublicJwk, assertion: z.string().max(4000) }),
  returns: z.object({ runnerId: id('runner'), earlierGoodMs: z.number().int() }),
});
