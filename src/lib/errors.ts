import { ERROR_STATUS, type ErrorCode } from '@/contract/errors';

/** What should not happen or must stop. The sentence is written where the reason is known, for people to read. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details?: Record<string, unknown>;
  /** That the answer carries besides. */
  readonly headers?: Record<string, string>;

  constructor(
    code: ErrorCode,
    message: string,
    options: { details?: Record<string, unknown>; headers?: Record<string, string>; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.details = options.details;
    this.headers = options.headers;
  }

  get status(): number {
    return ERROR_STATUS[this.code];
  }
}

export const notFound = (what: string, named: string) =>
  new AppError(
    'NOT_FOUND',
    `There is no ${what} ${named} here. It may have been deleted, or belong to another workspace.`,
  );

/** The refusal of one field of what was sent; `path` as the contract names it. */
export const wrongField = (path: string, message: string) =>
  new AppError('VALIDATION_ERROR', message, {
    details: { fieldErrors: [{ path, message, code: 'custom' }] },
  });
