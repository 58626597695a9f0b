import { z } from 'zod';

/**
 * Every error code on the wire and its HTTP status: the only place where the two meet.
 * The first eight are the public API's own; the rest say more exactly what happened.
 */
export const ERROR_STATUS = {
  BAD_REQUEST: 400,
  VALIDATION_ERROR: 400,
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  RATE_LIMITED: 429,
  INTERNAL_ERROR: 500,

  BAD_PATH: 400,
  TOKEN_EXPIRED: 401,
  RUNNER_REVOKED: 403,
  QUOTA_REACHED: 403,
  METHOD_NOT_ALLOWED: 405,
  ILLEGAL_TRANSITION: 409,
  STALE_VERSION: 409,
  STALE_COMMIT: 409,
  DEPENDENCY_CYCLE: 409,
  TOKEN_USED: 409,
  SESSION_SUPERSEDED: 409,
  LEASE_LOST: 409,
  LOG_GAP: 409,
  RESULT_CONFLICT: 409,
  IDEMPOTENCY_BUSY: 409,
  LOG_PRUNED: 410,
  LOG_INCOMPLETE: 412,
  PRECONDITION_FAILED: 412,
  BODY_TOO_LARGE: 413,
  LOG_FULL: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  LOG_CONFLICT: 422,
  RECEIPT_REFUSED: 422,
  IDEMPOTENCY_MISMATCH: 422,
  PROTOCOL_UNSUPPORTED: 426,
  DATABASE_UNAVAILABLE: 503,
  DISK_FULL: 507,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;
export const errorCodes = Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]];

/** The body of every answer that is not 2xx. */
export const ErrorBody = z.object({
  error: z.object({
    code: z.enum(errorCodes),
    /** One sentence: what happened, why, and what to do next. */
    message: z.string(),
    details: z.record(z.string(), z.unknown()).optional(),
    requestId: z.string(),
  }),
});
export type ErrorBody = z.infer<typeof ErrorBody>;
