import type { ErrorCode } from '@/contract/errors';

/** What went wrong, as a page shows it: a code, one sentence, and the id to look it up by. */
export class ApiError extends Error {
  readonly code: ErrorCode | 'OFFLINE' | 'FOREIGN_ANSWER';
  readonly details: Record<string, unknown> | undefined;
  readonly requestId: string | null;

  constructor(said: {
    code: ApiError['code'];
    message: string;
    details?: Record<string, unknown>;
    requestId?: string | null;
  }) {
    super(said.message);
    this.name = 'ApiError';
    this.code = said.code;
    this.details = said.details;
    this.requestId = said.requestId ?? null;
  }
}

export const offline = () =>
  new ApiError({
    code: 'OFFLINE',
    message: 'The server cannot be reached. Check that it runs and that you are online, then try again.',
  });

/** Messages by field path, where the server refused a body field by field. */
export function fieldErrors(error: unknown): Record<string, string> {
  const listed = error instanceof ApiError ? error.details?.fieldErrors : undefined;
  if (!Array.isArray(listed)) return {};
  const found: Record<string, string> = {};
  for (const entry of listed as { path?: unknown; message?: unknown }[]) {
    const path = Array.isArray(entry.path) ? entry.path.join('.') : String(entry.path ?? '');
    found[path] ??= String(entry.message ?? 'is not valid');
  }
  return found;
}
