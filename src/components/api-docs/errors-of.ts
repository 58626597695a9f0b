import { ERROR_STATUS, type ErrorCode } from '@/contract/errors';
import type { Operation } from './read-document';

/** The refusals that an operation can give by its form alone; what its own rules add is said in its message. */
export function errorsOf({ path, parameters, body, security }: Operation): [ErrorCode, number][] {
  const codes: (ErrorCode | false)[] = [
    (parameters.some((one) => one.in !== 'header') || body !== null) && 'VALIDATION_ERROR',
    security !== null && 'UNAUTHORIZED',
    path.includes('{') && 'NOT_FOUND',
    body !== null && 'BODY_TOO_LARGE',
    body !== null && 'UNSUPPORTED_MEDIA_TYPE',
    'RATE_LIMITED',
    'INTERNAL_ERROR',
  ];
  return codes.filter((code) => code !== false).map((code) => [code, ERROR_STATUS[code]]);
}
