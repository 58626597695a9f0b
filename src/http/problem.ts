import type { z } from 'zod';
import type { ErrorBody } from '@/contract/errors';
import { HEADER } from '@/contract/protocol';
import { causesOf, codesOf } from '@/lib/causes';
import { isRefusedByPooler, UNTOLD_POOLER } from '@/lib/database-url';
import { AppError } from '@/lib/errors';
import { logger } from '@/lib/logger';
import { dataHeaders } from '@/lib/security-headers';
import type { ApiAnswer } from './request';

/** Any failure as an answer: the only translator of errors to the wire. */
export function problem(error: unknown, requestId: string): ApiAnswer {
  const known = error instanceof AppError ? error : translate(error);
  if (known.status >= 500) logger().error({ requestId, err: error }, known.message);
  const body: ErrorBody = {
    error: { code: known.code, message: known.message, requestId },
  };
  if (known.details) body.error.details = known.details;
  return {
    status: known.status,
    headers: {
      ...jsonHeaders(requestId),
      ...known.headers,
      ...(known.status === 503 ? { 'retry-after': '2' } : {}),
      ...(known.details?.allow ? { allow: String(known.details.allow) } : {}),
      ...(typeof known.details?.retryAfter === 'number'
        ? { 'retry-after': String(known.details.retryAfter) }
        : {}),
    },
    body: JSON.stringify(body),
  };
}

/** Headers of every JSON answer. */
export const jsonHeaders = (requestId: string): Record<string, string> => ({
  'content-type': 'application/json; charset=utf-8',
  'cache-control': 'no-store',
  ...dataHeaders(),
  'x-request-id': requestId,
  [HEADER.server]: '1',
});

interface FieldError {
  path: string;
  message: string;
  code: string;
}

/** So many faults of one request are told. */
export const MOST_FAULTS = 50;

/** What zod found wrong, as VALIDATION_ERROR with one entry a field. */
export function invalid(where: string, error: z.ZodError): AppError {
  const fieldErrors: FieldError[] = error.issues.slice(0, MOST_FAULTS).flatMap((issue): FieldError[] =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.slice(0, MOST_FAULTS).map((key) => ({
          path: [...issue.path, key].join('.'),
          message: 'is not a known field',
          code: issue.code,
        }))
      : [
          {
            path: issue.path.join('.'),
            message: issue.message,
            code: issue.code,
          },
        ],
  );
  const first = fieldErrors[0];
  return new AppError(
    'VALIDATION_ERROR',
    `The ${where} is not valid: ${first?.path ? `${first.path} ` : ''}${first?.message ?? 'see details'}.`,
    { details: { fieldErrors: fieldErrors.slice(0, MOST_FAULTS) } },
  );
}

/**
 * Codes of Postgres and of the network that mean: the database cannot be reached, is not well, or ended what took too
 * long or stood in another's way (57014, 40P01, 40001, 55P03, 25P03, P2034). Nothing was written; it can be repeated.
 */
const UNAVAILABLE =
  /^(08|57P|57014|53[13]|40P01|40001|55P03|25P03|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|P1001|P1002|P1008|P1017|P2024|P2028|P2034|3D000)/;
/** What the drivers say where they give no code. */
const NOT_REACHED =
  /Connection terminated|is not queryable|timeout exceeded when trying to connect|Can't reach database/;

/** Codes of Postgres for text and numbers that none of its types holds. */
const NOT_STORABLE: ReadonlySet<unknown> = new Set(['22021', '22P05', '22P02', '22003']);

function translate(error: unknown): AppError {
  const chain = causesOf(error);
  const codes = codesOf(chain);
  if (codes.some((code) => NOT_STORABLE.has(code))) {
    return new AppError(
      'BAD_REQUEST',
      'A text contains a character that cannot be stored, such as NUL, or a number is too large.',
      { cause: error },
    );
  }
  if (codes.includes('AO001'))
    return new AppError('ILLEGAL_TRANSITION', 'The task may not move that way from where it stands.', {
      cause: error,
    });
  if (codes.some((code) => code === '53100' || code === 'ENOSPC')) {
    return new AppError(
      'DISK_FULL',
      'The disk of the database is full. Nothing was saved; free some space and try again.',
      { cause: error },
    );
  }
  if (chain.some(isRefusedByPooler))
    return new AppError('DATABASE_UNAVAILABLE', UNTOLD_POOLER, { cause: error });
  if (
    codes.some((code) => UNAVAILABLE.test(code)) ||
    chain.some((e) => NOT_REACHED.test(String((e as Error).message)))
  ) {
    return new AppError(
      'DATABASE_UNAVAILABLE',
      'The database does not answer. Nothing was saved; the request can be repeated in a moment.',
      { cause: error },
    );
  }
  return new AppError(
    'INTERNAL_ERROR',
    'Something went wrong on the server. The request id finds it in the server’s log.',
    { cause: error },
  );
}
