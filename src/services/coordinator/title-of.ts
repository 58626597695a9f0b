import type { z } from 'zod';
import type { FailureReason } from '@/contract/attempt';

type Reason = z.infer<typeof FailureReason>;

const TITLES: Partial<Record<Reason | 'unknown', string>> = {
  no_result: 'The engine ended without a result',
  process_crash: 'The engine crashed',
  preexec_failed: 'The agent could not be started',
  setup_failed: 'The project’s setup command failed',
  claude_missing: 'Claude Code is not installed on the runner',
  claude_not_logged_in: 'Claude Code is not logged in on the runner',
  claude_version_unsupported: 'Claude Code on the runner is too old',
  provider_auth: 'The model provider refused the credentials',
  provider_overloaded: 'The model provider is overloaded',
  provider_network: 'The model provider could not be reached',
  budget_exhausted: 'The budget is spent',
  turns_exhausted: 'All turns are used up',
  timeout: 'The time is up',
  stalled: 'The agent stalled',
  permission_denied: 'A permission the agent needed was refused',
  lock_escape: 'The agent changed files that another task holds',
  repo_missing: 'The repository is not there',
  repo_not_allowed: 'The repository is not allowed on the runner',
  refused: 'The runner refuses the task',
  repo_bare: 'The repository is bare',
  repo_empty: 'The repository has no commit',
  repo_dirty: 'The checkout has changes that are not committed',
  base_missing: 'The base branch is missing',
  checks_failed: 'The checks fail',
  output_missing: 'Its answer has no JSON',
  output_invalid: 'Its answer has another shape than was asked for',
  merge_moved: 'The branch has moved since the work began',
  merge_conflict: 'It conflicts with what was merged meanwhile',
  disk_full: 'The disk of the runner is full',
  restarted: 'Its runner was restarted again and again',
};
/** What an exception about a failure is called. */
export const titleOf = (code: Reason): string => TITLES[code] ?? 'Something went wrong on the runner';
