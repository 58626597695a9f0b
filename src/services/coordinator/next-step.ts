import type { z } from 'zod';
import type { FailureReason, Outcome } from '@/contract/attempt';
import type { ExceptionType } from '@/contract/exception';
import type { AgentKind, RiskLevel, TaskStatus } from '@/contract/task';
import type { Judgement } from '@/domain/verification/judge';
import type { SensitiveFile } from '@/domain/verification/sensitive-paths';

type Reason = z.infer<typeof FailureReason>;

/** Everything the decision depends on; nothing else is read. */
export interface Ended {
  kind: AgentKind;
  outcome: Outcome | 'lost';
  reason: Reason | null;
  message: string;
  /** A person has ended it: what becomes of the task, and what they said. */
  kill: { request: 'requeue' | 'person'; note: string | null } | null;
  /** Whether the agent left a commit that differs from its base. */
  hasCommit: boolean;
  judgement: Judgement | null;
  /** What a verified commit changes that only a person may let in. */
  sensitive: SensitiveFile[];
  task: {
    status: TaskStatus;
    role: string;
    failures: number;
    maxRetries: number;
    riskLevel: RiskLevel;
    requiresReview: boolean;
    autoMergeLow: boolean;
  };
  /** Agents of this kind that were lost before, or failed on the same commit. */
  earlier: number;
}
/** What happens to the task: `again` offers the same step to another agent. */
export interface Step {
  moves: {
    to: TaskStatus;
    reason?: string;
    ready?: AgentKind;
    delayMs?: number;
    actor?: 'policy';
  }[];
  again?: AgentKind;
  countFailure?: string;
  exception?: { type: ExceptionType; title: string; body: string };
}

/** Roles whose result is a text, not a commit. */
const NO_COMMIT = new Set(['planner', 'judge', 'reviewer', 'auditor', 'healthcheck', 'verifier']);
/** Another agent would meet the same wall: a person must act first. */
const HOPELESS = new Set<Reason>([
  'claude_missing',
  'claude_not_logged_in',
  'claude_version_unsupported',
  'provider_auth',
  'budget_exhausted',
  'repo_missing',
  'repo_not_allowed',
  'repo_bare',
  'repo_empty',
  'base_missing',
  'permission_denied',
  'lock_escape',
  'setup_failed',
]);
const MOST_LOST = 3;
const QUOTA_WAIT_MS = 15 * 60_000;
const BACK_OFF_MS = 15_000;

/** What follows when an agent has ended. Pure: the whole table is tested without a database. */
export function nextStep(ended: Ended): Step {
  if (ended.task.status === 'CANCELLING') return { moves: [{ to: 'CANCELLED', reason: 'cancelled' }] };
  if (ended.kill && ended.kind !== 'merge') return afterKill(ended, ended.kill);
  if (ended.kind === 'work') return afterWork(ended);
  if (ended.kind === 'verify') return afterVerify(ended);
  return afterMerge(ended);
}

/** Whatever the agent still said: who ends one does not want its result. */
function afterKill({ kind }: Ended, { request, note }: NonNullable<Ended['kill']>): Step {
  if (request === 'person')
    return stop(
      'agent_killed',
      'AGENT_STUCK',
      'A person ended the agent',
      note ?? 'What it had written is kept for the next attempt.',
    );
  return kind === 'verify'
    ? { moves: [], again: 'verify' }
    : { moves: [{ to: 'QUEUED', reason: 'agent_killed' }] };
}

function afterWork(ended: Ended): Step {
  const { outcome, task, message } = ended;
  if (outcome === 'lost' && ended.earlier + 1 >= MOST_LOST) {
    return stop(
      'agents_lost',
      'RUNNER_LOST',
      `${MOST_LOST} agents were lost on this task`,
      'Their machines stopped answering while they worked on it. Something in this task may bring them down.',
    );
  }
  if (outcome === 'released' || outcome === 'lost') return { moves: [{ to: 'QUEUED' }] };
  if (outcome === 'cancelled') return { moves: [{ to: 'QUEUED', reason: 'handed_back' }] };
  if (outcome === 'succeeded') {
    const started: Step['moves'] = task.status === 'ASSIGNED' ? [{ to: 'IN_PROGRESS' }] : [];
    if (ended.hasCommit) return { moves: [...started, { to: 'VERIFYING', ready: 'verify' }] };
    if (NO_COMMIT.has(task.role)) return { moves: [...started, { to: 'VERIFYING' }, { to: 'COMPLETED' }] };
    return {
      ...stop(
        'no_changes',
        'AGENT_STUCK',
        'The agent changed no files',
        message || 'It said it had finished, but its worktree is as it was.',
      ),
      moves: [...started, { to: 'NEEDS_HUMAN', reason: 'no_changes' }],
    };
  }
  if (ended.reason === 'provider_quota')
    return {
      moves: [{ to: 'QUEUED', reason: 'quota', delayMs: QUOTA_WAIT_MS }],
    };
  return failed(ended, ended.reason === 'budget_exhausted' ? 'BUDGET' : 'UNKNOWN_ERROR');
}

function failed(ended: Ended, type: ExceptionType): Step {
  const code = ended.reason ?? (ended.outcome === 'timeout' ? 'timeout' : 'unknown');
  const { failures, maxRetries } = ended.task;
  if (HOPELESS.has(code))
    return {
      ...stop(code, type, titleOf(code), ended.message),
      countFailure: ended.message,
    };
  if (failures < maxRetries)
    return {
      moves: [{ to: 'QUEUED', reason: code, delayMs: BACK_OFF_MS * 2 ** failures }],
      countFailure: ended.message,
    };
  return {
    ...stop(code, 'RETRIES_EXHAUSTED', `No attempt is left: ${titleOf(code)}`, ended.message),
    countFailure: ended.message,
  };
}

function afterVerify(ended: Ended): Step {
  const { judgement, task } = ended;
  if (ended.outcome !== 'succeeded' || !judgement) {
    if (ended.outcome === 'released' || ended.earlier + 1 < MOST_LOST) return { moves: [], again: 'verify' };
    return stop(
      'verification_impossible',
      'VERIFICATION_FAILED',
      'The checks could not be run',
      ended.message || 'The machines that tried stopped answering.',
    );
  }
  if (judgement.verdict === 'FAILED') {
    if (task.failures < task.maxRetries)
      return {
        moves: [{ to: 'QUEUED', reason: 'checks_failed' }],
        countFailure: judgement.feedback ?? judgement.sentence,
      };
    return {
      ...stop('checks_failed', 'VERIFICATION_FAILED', judgement.sentence, judgement.feedback ?? ''),
      countFailure: judgement.feedback ?? judgement.sentence,
    };
  }
  const merges =
    judgement.verdict === 'PASSED' &&
    task.riskLevel === 'LOW' &&
    task.autoMergeLow &&
    !task.requiresReview &&
    ended.sensitive.length === 0;
  const review: Step['moves'] = [
    {
      to: 'IN_REVIEW',
      reason: judgement.verdict === 'PASSED' ? 'proven' : 'unproven',
    },
  ];
  return {
    moves: merges
      ? [
          ...review,
          {
            to: 'MERGING',
            ready: 'merge',
            reason: 'low_risk_policy',
            actor: 'policy',
          },
        ]
      : review,
    exception: ended.sensitive.length > 0 ? highRisk(ended.sensitive) : undefined,
  };
}

const FILES_NAMED = 50;

function highRisk(files: SensitiveFile[]): Step['exception'] {
  const more = files.length > FILES_NAMED ? `\nand ${files.length - FILES_NAMED} more` : '';
  return {
    type: 'HIGH_RISK_CODE',
    title: files.length === 1 ? 'It changes a sensitive file' : `It changes ${files.length} sensitive files`,
    body: `Only a person may let these in:\n${files
      .slice(0, FILES_NAMED)
      .map(({ path, area }) => `${path} (${area})`)
      .join('\n')}${more}`,
  };
}

function afterMerge(ended: Ended): Step {
  if (ended.outcome === 'succeeded') return { moves: [{ to: 'COMPLETED' }] };
  if (ended.outcome === 'released' || (ended.outcome === 'lost' && ended.earlier + 1 < MOST_LOST))
    return { moves: [], again: 'merge' };
  const code = ended.reason ?? 'merge_conflict';
  return {
    moves: [{ to: 'IN_REVIEW', reason: code }],
    exception: {
      type: 'CONFLICT_DETECTED',
      title: titleOf(code),
      body: ended.message,
    },
  };
}

const stop = (code: string, type: ExceptionType, title: string, body: string): Step => ({
  moves: [{ to: 'NEEDS_HUMAN', reason: code }],
  exception: { type, title, body },
});

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
  permission_denied: 'A permission the agent needed was refused',
  lock_escape: 'The agent changed files that another task holds',
  repo_missing: 'The repository is not there',
  repo_not_allowed: 'The repository is not allowed on the runner',
  repo_bare: 'The repository is bare',
  repo_empty: 'The repository has no commit',
  repo_dirty: 'The checkout has changes that are not committed',
  base_missing: 'The base branch is missing',
  checks_failed: 'The checks fail',
  merge_moved: 'The branch has moved since the work began',
  merge_conflict: 'The branch could not be moved',
  disk_full: 'The disk of the runner is full',
};
const titleOf = (code: Reason): string => TITLES[code] ?? 'Something went wrong on the runner';
