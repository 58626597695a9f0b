import type { AgentStatus } from '@/contract/agent';
import type { FailureReason, Outcome } from '@/contract/attempt';
import type { CheckResult } from '@/contract/check-run';
import { type Judgement, judge } from '@/contract/judge';
import { DEFAULT_TIMERS } from '@/contract/protocol';
import { RetryPolicy } from '@/contract/stall';
import { errorSignature } from '@/domain/agents/error-signature';
import { mayMergeByItself } from '@/services/coordinator/may-merge';
import { nextStep } from '@/services/coordinator/next-step';
import type { SimResult } from '../commands';
import { advanceTask, holdLocks, moveTask, offer } from './moves';
import type { AgentRow, Rows, TaskRow } from './rows';

const EVENT = { PASSED: 'verify.passed', FAILED: 'verify.failed', UNPROVEN: 'verify.unproven' } as const;

const RETRY = RetryPolicy.parse({});
/** What every commit in a schedule changes. */
export const CHANGED = 'src/sum.js';
/** What a runner says where words are wanted. */
export const SAID = 'said';
/** Where production draws lots, the model and what is compared with it always draw this one. */
export const CHANCE = 0.25;
/** How long a task waits for the machine that has its session, in milliseconds. */
const PREFER_MS = 30_000;

/** The one check of a verification, as a runner reports it. */
export const checksOf = (check: SimResult['check']): CheckResult[] =>
  check === null
    ? []
    : [
        {
          name: 'test',
          kind: 'test',
          argv: ['npm', 'test'],
          status: check,
          exitCode: check === 'passed' ? 0 : check === 'failed' ? 1 : null,
          durationMs: 5,
          testsRun: check === 'passed' ? 3 : null,
          outputTail: check,
        },
      ];

/** Ends an agent: its record and its lease. */
export function endAgent(
  rows: Rows,
  agent: AgentRow,
  status: AgentStatus,
  reason: string | null,
  nowMs: number,
): void {
  agent.status = status;
  agent.reason = reason;
  agent.endedAt = nowMs;
  agent.endOrder = rows.nextOrder();
  rows.leases.delete(agent.id);
}

/** What follows when an agent has ended, by production's own table; answers where its task stands. */
export function settle(
  rows: Rows,
  agent: AgentRow,
  task: TaskRow,
  ended: {
    outcome: Outcome | 'lost';
    reason: FailureReason | null;
    hasCommit: boolean;
    check: SimResult['check'];
  },
  nowMs: number,
): TaskRow['status'] {
  const judged = agent.kind === 'verify' && ended.outcome === 'succeeded' && !agent.kill;
  const judgement: Judgement | null = judged ? judge(checksOf(ended.check)) : null;
  if (judgement) rows.tell(EVENT[judgement.verdict], task.id, agent.id);
  const before = task.status;
  const step = nextStep({
    kind: agent.kind,
    outcome: ended.outcome,
    reason: ended.reason,
    message: SAID,
    kill: agent.kill,
    hasCommit: ended.hasCommit,
    judgement,
    sensitive: [],
    contested: contestedPath(rows, agent, task, ended, judgement),
    ...(ended.outcome === 'succeeded' ? { earlier: 0, restarts: 0 } : endsBefore(rows, agent, task)),
    lostElsewhere: ended.outcome === 'lost' ? lostElsewhere(rows, agent, task) : 0,
    sameError: sameError(rows, agent, task, ended, judgement),
    isSpent: false,
    retry: RETRY,
    chance: CHANCE,
    quotaMs: null,
    unheard: false,
    task: {
      status: task.status,
      role: task.role,
      failures: task.failures,
      maxRetries: task.maxRetries,
      riskLevel: 'LOW',
      requiresReview: task.review,
      autoMergeLow: true,
    },
  });
  if (step.countFailure !== undefined) task.failures++;
  for (const move of step.moves) advanceTask(rows, task, move, nowMs);
  if (step.waitsFor !== undefined) {
    const reason = `lock:${step.waitsFor}`;
    moveTask(rows, task, { to: 'BLOCKED', reason, waitsFor: step.waitsFor }, nowMs);
  }
  if (step.again && task.ready === null) {
    offer(rows, task, step.again, (step.keepsPlace ? task.queuedAt : null) ?? nowMs);
    task.version++;
  }
  if (step.sameRunner) preferSessionRunner(rows, task, nowMs);
  if (step.exception) {
    rows.exceptions.push({ taskId: task.id, type: step.exception.type, open: true });
    rows.tell('exception.opened', task.id, agent.id);
  }
  return step.waitsFor === undefined ? (step.moves.at(-1)?.to ?? before) : task.status;
}

function contestedPath(
  rows: Rows,
  agent: AgentRow,
  task: TaskRow,
  { outcome, hasCommit }: { outcome: Outcome | 'lost'; hasCommit: boolean },
  judgement: Judgement | null,
): string | null {
  if (outcome !== 'succeeded' || agent.kill || task.status === 'CANCELLING') return null;
  const rights = { riskLevel: 'LOW', autoMergeLow: true, requiresReview: task.review } as const;
  const merges = judgement !== null && mayMergeByItself(rights, judgement);
  if (!(agent.kind === 'work' && hasCommit) && !merges) return null;
  return lockChanges(rows, task.id);
}

/** Takes the locks of what commits change in schedules; answers a path that another task holds. */
export function lockChanges(rows: Rows, taskId: string): string | null {
  const wish = { taskId, projectId: 'project', paths: [CHANGED] };
  return holdLocks(rows, wish, 0).heldBy[0]?.path ?? null;
}

/** Offers a task first to the machine that has its engine's session, where it is there. */
function preferSessionRunner(rows: Rows, task: TaskRow, nowMs: number): void {
  const [last] = [...rows.agents.values()]
    .filter((one) => one.taskId === task.id && one.kind === 'work' && one.hasSession)
    .sort((a, b) => b.attempt - a.attempt);
  if (task.ready !== 'work' || !last) return;
  const { status, seenAt } = rows.runners.get(last.runnerId)!;
  if (status !== 'ACTIVE' || seenAt <= nowMs - DEFAULT_TIMERS.offlineAfterMs) return;
  task.prefer = { runnerId: last.runnerId, until: Math.max(task.notBefore ?? nowMs, nowMs) + PREFER_MS };
}

function endsBefore(rows: Rows, agent: AgentRow, task: TaskRow): { earlier: number; restarts: number } {
  const counted = agent.kind === 'work' ? ['lost'] : ['lost', 'failed', 'timeout'];
  let since = task.countedFrom;
  for (const one of rows.agents.values())
    if (one.taskId === agent.taskId && one.kind === 'work' && one.status === 'completed')
      since = Math.max(since, one.attempt);
  let [earlier, restarts] = [0, 0];
  for (const one of rows.agents.values()) {
    const { taskId, kind, id, attempt, status, reason, hasSession } = one;
    if (taskId !== agent.taskId || kind !== agent.kind || id === agent.id || attempt <= since) continue;
    if (counted.includes(status) && (status !== 'lost' || hasSession || reason === 'lease_expired'))
      earlier++;
    const end = `${status} ${reason}`;
    if (hasSession && (end === 'released restarted' || end === 'lost runner_restarted')) restarts++;
  }
  return { earlier, restarts };
}

function lostElsewhere(rows: Rows, agent: AgentRow, task: TaskRow): number {
  const runners = new Set<string>();
  for (const one of rows.agents.values())
    if (
      one.taskId === agent.taskId &&
      one.kind === agent.kind &&
      one.status === 'lost' &&
      one.reason === 'lease_expired' &&
      one.runnerId !== agent.runnerId &&
      one.attempt > task.countedFrom
    )
      runners.add(one.runnerId);
  return runners.size;
}

/** Notes what the failure looks like, and counts those of the task that looked alike. */
function sameError(
  rows: Rows,
  agent: AgentRow,
  task: TaskRow,
  { outcome, reason }: { outcome: Outcome | 'lost'; reason: FailureReason | null },
  judgement: Judgement | null,
): number {
  const failed = outcome !== 'succeeded' || judgement?.verdict === 'FAILED';
  const why =
    outcome === 'succeeded' ? 'checks_failed' : (reason ?? (outcome === 'timeout' ? 'timeout' : null));
  if (!failed || !why || outcome === 'cancelled' || outcome === 'released') return 0;
  agent.signature = errorSignature(why, judgement?.feedback ?? SAID);
  if (agent.signature === null) return 0;
  let n = 0;
  for (const one of rows.agents.values())
    if (
      one.taskId === agent.taskId &&
      one.id !== agent.id &&
      one.signature === agent.signature &&
      one.attempt > task.countedFrom
    )
      n++;
  return n;
}
