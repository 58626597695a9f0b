import { z } from 'zod';
import type { FailureReason } from './attempt';

/**
 * What kind of failure a reason is, which decides what follows.
 * transient: it passes by itself. quota: it passes at a known time. code: the work itself; another try is told what
 * failed. auth, machine, limit, person: another agent would meet the same wall, so someone must act first.
 * merge: the work stands, its way in does not. none: no failure at all.
 */
export const FailureClass = z.enum([
  'transient',
  'quota',
  'code',
  'auth',
  'machine',
  'limit',
  'person',
  'merge',
  'none',
]);
export type FailureClass = z.infer<typeof FailureClass>;

/** The class of every reason there is. */
export const FAILURE_CLASS: Record<z.infer<typeof FailureReason>, FailureClass> = {
  no_result: 'transient',
  process_crash: 'transient',
  preexec_failed: 'transient',
  provider_overloaded: 'transient',
  provider_network: 'transient',
  disk_full: 'transient',
  repo_dirty: 'transient',
  unknown: 'transient',
  provider_quota: 'quota',
  turns_exhausted: 'code',
  timeout: 'code',
  checks_failed: 'code',
  output_missing: 'code',
  output_invalid: 'code',
  provider_auth: 'auth',
  claude_not_logged_in: 'auth',
  claude_missing: 'machine',
  claude_version_unsupported: 'machine',
  repo_missing: 'machine',
  repo_not_allowed: 'machine',
  refused: 'machine',
  repo_bare: 'machine',
  repo_empty: 'machine',
  base_missing: 'machine',
  setup_failed: 'machine',
  budget_exhausted: 'limit',
  permission_denied: 'person',
  lock_escape: 'person',
  stalled: 'person',
  merge_moved: 'merge',
  merge_conflict: 'merge',
  cancelled: 'none',
  released: 'none',
  restarted: 'none',
};

/** Whether what stopped an agent is likely to be over by itself: the next one may meet none of it. */
export const passesByItself = (failure: FailureClass): boolean =>
  failure === 'transient' || failure === 'quota';

/** Whether another agent may try again without anybody having acted. */
export const mayRetry = (failure: FailureClass): boolean => failure === 'transient' || failure === 'code';
