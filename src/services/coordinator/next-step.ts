import type { z } from 'zod';
import type { FailureReason, Outcome } from '@/contract/attempt';
import type { ExceptionType } from '@/contract/exception';
import { FAILURE_CLASS, mayRetry } from '@/contract/failure';
import type { Weighed } from '@/contract/judged';
import type { RetryPolicy } from '@/contract/stall';
import type { AgentKind, RiskLevel, TaskStatus } from '@/contract/task';
import type { SensitiveFile } from '@/domain/verification/sensitive-paths';
import { afterMerge } from './after-merge';
import { isBroughtDown, isLostTooOften, isRestartedTooOften } from './ends-too-often';
import { mayMergeByItself } from './may-merge';
import { sayHighRisk } from './say-high-risk';
import { titleOf } from './title-of';

type Reason = z.infer<typeof FailureReason>;

/** Everything the decision depends on; nothing else is read. */
export interface Ended {
  kind: AgentKind;
  outcome: Outcome | 'lost';
  reason: Reason | null;
  message: string;
  /** With provider_quota: in how many ms there is some again; null where nobody said. */
  quotaMs: number | null;
  /** A person said something that its engine never got. */
  unheard: boolean;
  /** A person has ended it: what becomes of the task, and what they said. */
  kill: { request: 'requeue' | 'person'; note: string | null } | null;
  /** Whether the agent left a commit that differs from its base. */
  hasCommit: boolean;
  judgement: Weighed | null;
  /** What a verified commit changes that only a person may let in. */
  sensitive: SensitiveFile[];
  /** A path that its commit changes and another task holds. */
  contested: string | null;
  task: {
    status: TaskStatus;
    role: string;
    failures: number;
    maxRetries: number;
    riskLevel: RiskLevel;
    requiresReview: boolean;
    autoMergeLow: boolean;
    /** It is a step of a flow’s run: what follows its failure stands in the flow. */
    inFlow?: boolean;
  };
  /** Agents of this kind that were lost before, or failed on the same commit. */
  earlier: number;
  /** Agents of this kind that ended before because their runner was started anew while they were at work. */
  restarts: number;
  /** Other runners on which agents of this task were lost. */
  lostElsewhere: number;
  /** Earlier agents of this task that failed in the same way. */
  sameError: number;
  /** What its agents have cost has reached the budget of the task. */
  isSpent: boolean;
  retry: RetryPolicy;
  /** From 0 to 1: what spreads retries over time, given so that the decision itself depends on nothing else. */
  chance: number;
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
  /** It is offered in the place that it had in its line. */
  keepsPlace?: boolean;
  /** The machine that has the engine's session is asked first. */
  sameRunner?: boolean;
  /** It waits for this path, which another task holds, before it is queued. */
  waitsFor?: string;
  countFailure?: string;
  exception?: { type: ExceptionType; title: string; body: string };
}

/** Roles whose result is a text, not a commit. */
const NO_COMMIT = new Set(['planner', 'judge', 'reviewer', 'auditor', 'healthcheck', 'verifier']);
const QUOTA_LEAST_MS = 1_000;
/** The longest limits are those of a week. */
const QUOTA_MOST_MS = 8 * 86_400_000;

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
  if (outcome === 'lost' && (isLostTooOften(ended) || ended.lostElsewhere > 0)) {
    return stop(
      'agents_lost',
      'RUNNER_LOST',
      `${ended.earlier + 1} agents were lost on this task`,
      ended.lostElsewhere > 0
        ? 'Different machines stopped answering while they worked on it. Something in this task may bring them down.'
        : 'Their machine stopped answering while they worked on it. Something in this task may bring it down.',
    );
  }
  if (isRestartedTooOften(ended))
    return stop(
      'agents_lost',
      'RUNNER_LOST',
      `${ended.restarts + 1} agents ended as their runner was restarted`,
      'Each time it came back and went on with this task. Something in the task may bring its machine down.',
    );
  if (outcome !== 'succeeded' && ended.isSpent) return outOfMoney(message);
  if (outcome === 'released' || outcome === 'lost')
    return { moves: [{ to: 'QUEUED' }], ...(ended.reason === 'restarted' && { sameRunner: true }) };
  if (outcome === 'cancelled') return { moves: [{ to: 'QUEUED', reason: 'handed_back' }] };
  if (outcome === 'succeeded') {
    const started: Step['moves'] = task.status === 'ASSIGNED' ? [{ to: 'IN_PROGRESS' }] : [];
    if (ended.unheard) return { moves: [...started, { to: 'QUEUED', reason: 'message' }], sameRunner: true };
    // It keeps its work, and goes on from it once it may hold what it changed.
    if (ended.hasCommit && ended.contested !== null)
      return {
        moves: [...started, { to: 'QUEUED', reason: 'lock_taken' }],
        sameRunner: true,
        waitsFor: ended.contested,
      };
    if (ended.hasCommit) return { moves: [...started, { to: 'VERIFYING', ready: 'verify' }] };
    if (NO_COMMIT.has(task.role) || task.inFlow)
      return { moves: [...started, { to: 'VERIFYING' }, { to: 'COMPLETED' }] };
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
      moves: [{ to: 'QUEUED', reason: 'quota', delayMs: quotaWait(ended) }],
      sameRunner: true,
    };
  return failed(ended, TYPES[ended.reason ?? 'unknown'] ?? 'UNKNOWN_ERROR');
}

const quotaWait = ({ quotaMs, retry }: Ended) =>
  quotaMs === null ? retry.quotaWaitMs : Math.min(Math.max(quotaMs, QUOTA_LEAST_MS), QUOTA_MOST_MS);

function failed(ended: Ended, type: ExceptionType): Step {
  const code = ended.reason ?? (ended.outcome === 'timeout' ? 'timeout' : 'unknown');
  const { failures, maxRetries } = ended.task;
  if (!mayRetry(FAILURE_CLASS[code]))
    return {
      ...stop(code, type, titleOf(code), ended.message),
      countFailure: ended.message,
    };
  if (failures < maxRetries && ended.sameError + 1 >= ended.retry.sameErrorMost)
    return {
      ...stop(
        code,
        'AGENT_STUCK',
        `The same failure ${ended.sameError + 1} times: ${titleOf(code)}`,
        `Trying once more would meet it again. ${ended.message}`,
      ),
      countFailure: ended.message,
    };
  if (failures < maxRetries)
    return {
      moves: [{ to: 'QUEUED', reason: code, delayMs: backOff(ended) }],
      countFailure: ended.message,
    };
  return {
    ...stop(code, 'RETRIES_EXHAUSTED', `No attempt is left: ${titleOf(code)}`, ended.message),
    countFailure: ended.message,
  };
}

/** Longer after each failure, by up to a fifth more so that tasks that failed together do not come back together. */
function backOff({ retry, task, chance }: Ended): number {
  const growing = Math.min(retry.backOffMs * 2 ** Math.min(task.failures, 20), retry.longestBackOffMs);
  return Math.round(growing * (1 + 0.2 * chance));
}

/** Nobody goes on with money that is not there. */
const outOfMoney = (message: string): Step =>
  stop('budget_exhausted', 'BUDGET', titleOf('budget_exhausted'), message);

function afterVerify(ended: Ended): Step {
  const { judgement, task } = ended;
  if (ended.outcome !== 'succeeded' || !judgement) {
    if (!isRestartedTooOften(ended) && (ended.outcome === 'released' || !isLostTooOften(ended)))
      return { moves: [], again: 'verify', keepsPlace: isBroughtDown(ended) };
    return stop(
      'verification_impossible',
      'VERIFICATION_FAILED',
      'The checks could not be run',
      ended.message || 'The machines that tried stopped answering.',
    );
  }
  const isGap = judgement.verdict === 'GAPS_FOUND';
  if (judgement.verdict === 'FAILED' || isGap) {
    const code = isGap ? 'gaps_found' : 'checks_failed';
    const countFailure = judgement.feedback ?? judgement.sentence;
    if (ended.isSpent) return { ...outOfMoney(judgement.sentence), countFailure };
    if (task.failures < task.maxRetries && ended.sameError + 1 < ended.retry.sameErrorMost)
      return {
        moves: [{ to: 'QUEUED', reason: code }],
        countFailure,
        ...(isGap && { sameRunner: true }),
      };
    return {
      ...stop(code, 'VERIFICATION_FAILED', judgement.sentence, judgement.feedback ?? ''),
      countFailure,
    };
  }
  const merges =
    mayMergeByItself(task, judgement) && ended.sensitive.length === 0 && ended.contested === null;
  const review: Step['moves'] = [
    {
      to: 'IN_REVIEW',
      reason: REVIEW[judgement.verdict],
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
    exception: ended.sensitive.length > 0 ? sayHighRisk(ended.sensitive) : undefined,
  };
}

/** Why a commit goes to review; what failed or has gaps never does. */
const REVIEW: Partial<Record<Weighed['verdict'], string>> = {
  PASSED: 'proven',
  UNPROVEN: 'unproven',
  HUMAN_NEEDED: 'human_needed',
};

const stop = (code: string, type: ExceptionType, title: string, body: string): Step => ({
  moves: [{ to: 'NEEDS_HUMAN', reason: code }],
  exception: { type, title, body },
});

const TYPES: Partial<Record<Reason, ExceptionType>> = { budget_exhausted: 'BUDGET', stalled: 'AGENT_STUCK' };
