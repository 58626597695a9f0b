import { ERROR_STATUS, type ErrorCode } from '@/contract/errors';

/**
 * What should not happen or must stop. The sentence is written where the reason is known, for people to read. Only one of
 * status 500 and above has a stack.
 */
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
    // A refusal is told to its caller and logged nowhere: finding out where it was made costs ten times what making it does.
    const frames = Error.stackTraceLimit;
    if (ERROR_STATUS[code] < 500) Error.stackTraceLimit = 0;
    super(message, { cause: options.cause });
    Error.stackTraceLimit = frames;
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
