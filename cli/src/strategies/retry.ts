import { type ProcessResult, succeeded } from './process-result';

export interface Retry {
  /** How often it is tried at most, the first time counted. */
  attempts: number;
  /** Seconds before the second try (default 1); each later pause is `factor` times as long (default 2). */
  backoff?: number;
  factor?: number;
  /** Which failures are worth another try; all of them, where it is not told. */
  when?(result: ProcessResult): boolean;
}

/** Seconds to wait before the next try, after `tried` of them; null where there is none. */
export function waitBefore(tried: number, result: ProcessResult, retry: Retry | undefined): number | null {
  if (!retry || succeeded(result) || tried >= retry.attempts) return null;
  if (retry.when && !retry.when(result)) return null;
  return (retry.backoff ?? 1) * (retry.factor ?? 2) ** (tried - 1);
}
