/** Codes that say no more than the status beside them. */
const SILENT = new Set(['cancelled', 'proven', 'approved', 'low_risk_policy', 'given_up']);

const WORDS: Record<string, string> = {
  checks_failed: 'checks failed',
  output_missing: 'its answer has no JSON',
  output_invalid: 'its answer has another shape than was asked for',
  unproven: 'no check proves it',
  gaps_found: 'what was asked for is not all there',
  human_needed: 'a person must judge it',
  no_changes: 'the agent changed nothing',
  handed_back: 'handed back by its runner',
  quota: 'the usage limit is reached; it waits',
  message: 'goes on with what a person said',
  follow_up: 'a person followed up',
  restarted: 'its runner was restarted',
  subtasks: 'waits for its sub-tasks',
  dependency_failed: 'a task it depends on did not succeed',
  lease_expired: 'its runner stopped answering',
  provider_quota: 'the model’s quota is used up',
  provider_auth: 'the model refused the login',
  provider_overloaded: 'the model was overloaded',
  provider_network: 'the model could not be reached',
  claude_missing: 'Claude Code is not installed there',
  claude_not_logged_in: 'Claude Code is not logged in there',
  claude_version_unsupported: 'Claude Code is too old there',
  budget_exhausted: 'budget reached',
  turns_exhausted: 'turn cap reached',
  timeout: 'time cap reached',
  stalled: 'it showed no sign of life, whatever was tried',
  merge_moved: 'the base branch moved on',
  merge_conflict: 'the commit conflicts with the base branch',
  process_crash: 'the engine crashed',
  no_result: 'the engine ended without a result',
  setup_failed: 'the setup command failed',
  preexec_failed: 'it could not be started',
  permission_denied: 'a permission was denied',
  lock_escape: 'it wrote outside its file locks',
  disk_full: 'the disk is full there',
  agent_killed: 'a person ended its agent',
  kill_timeout: 'a person ended it; its runner did not answer',
  taken_over: 'a person works on it by hand',
  split: 'a person split it',
  left_out: 'a person left it out',
  agents_lost: 'several agents were lost on it',
};

/** A reason's code in words; null where it adds nothing to the status. */
export function reasonWords(reason: string | null): string | null {
  if (!reason || SILENT.has(reason)) return null;
  const [code, rest] = [reason.split(':')[0] ?? '', reason.slice(reason.indexOf(':') + 1)];
  if (code === 'lock' && reason.includes(':')) return `waits for ${rest}`;
  if (code === 'dependency' && reason.includes(':')) return `after ${rest}`;
  if (code === 'subtask_failed') return `${rest} did not succeed`;
  if (code === 'cancelled') return rest;
  return WORDS[reason] ?? reason.replaceAll('_', ' ');
}
