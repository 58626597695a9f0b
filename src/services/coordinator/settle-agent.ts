import type { CheckResult, ProofFlag } from '@/contract/check-run';
import { judge } from '@/contract/judge';
import { type JudgedPoint, type Weighed, weighPoints } from '@/contract/judged';
import type { TaskStatus } from '@/contract/task';
import { COUNT_ENDED, NOTE_FAILURE, NOTE_VERDICT, OFFER_AGAIN } from '@/domain/agents/start-agent.sql';
import { appendEvent } from '@/domain/events/append-event';
import { openException } from '@/domain/exceptions/open-exception';
import { optionsFor, severityOf } from '@/domain/exceptions/options';
import type { LiveAgent } from '@/domain/leases/lock-live-agent';
import { UNHEARD } from '@/domain/messages/messages.sql';
import { stopQueue } from '@/domain/settings/stop-queue';
import { IS_HOLDER_REVOKED } from '@/domain/tasks/holder-revoked.sql';
import { preferSessionRunner } from '@/domain/tasks/prefer-runner';
import { findSensitive } from '@/domain/verification/find-sensitive';
import { newId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { taskRef } from '@/lib/refs';
import { topic } from '@/lib/wake';
import { advanceTask } from './advance-task';
import { giveUp } from './give-up';
import { lockChanges } from './lock-changes';
import { mayMergeByItself } from './may-merge';
import { missedOutput } from './missed-output';
import { type Ended, nextStep, type Step } from './next-step';
import { waitForPath } from './wait-for-path';
import { weighFailure } from './weigh-failure';

/** Characters of what failed so far that the next prompt holds. */
const FEEDBACK_MAX = 12_000;

interface Settled extends Pick<Ended, 'outcome' | 'reason' | 'message' | 'hasCommit' | 'quotaMs'> {
  agent: LiveAgent;
  headSha: string | null;
  /** The authoritative checks of a verify agent. */
  checks: CheckResult[] | null;
  flags?: ProofFlag[];
  judged?: JudgedPoint[];
}

/** Decides and does what follows when an agent has ended, in the open transaction that ended it; answers where its task stands. */
export async function settleAgent(runs: Runs, ended: Settled): Promise<TaskStatus> {
  const { agent } = ended;
  const answers = ended.outcome === 'succeeded' && agent.kind === 'work' && agent.task.inFlow && !agent.kill;
  const heard = { ...ended, ...(answers && (await missedOutput(runs, agent, ended.message))) };
  const settled = { ...heard, agent: await asItMerges(runs, agent) };
  const judged = settled.checks && settled.outcome === 'succeeded' && !agent.kill;
  const judgement = judged
    ? weighPoints(judge(settled.checks ?? [], settled.flags), agent.task.judgedAcceptance, settled.judged)
    : null;
  if (judgement) await noteVerdict(runs, agent, judgement, settled.headSha);
  const before = settled.outcome === 'succeeded' ? NONE_BEFORE : await endsBefore(runs, agent);
  const sensitive = judgement
    ? await findSensitive(runs, agent.workspaceId, agent.taskId, agent.task.headSha)
    : [];
  const { kind, kill, task } = settled.agent;
  const unheard = settled.outcome === 'succeeded' && kind === 'work' && (await isUnheard(runs, agent));
  const next = nextStep({
    ...settled,
    kind,
    kill,
    unheard,
    judgement,
    sensitive,
    contested: unheard ? null : await contestedPath(runs, settled, judgement),
    ...before,
    ...(await weighFailure(runs, agent, failureOf(settled, judgement))),
    task,
  });
  const step = task.inFlow ? giveUp(next) : next;
  await take(runs, agent, step);
  if (step.waitsFor !== undefined) return 'BLOCKED';
  return step.moves.at(-1)?.to ?? agent.task.status;
}

/** A commit that only a revoked machine has merges by nobody, so not by itself either. */
async function asItMerges(runs: Runs, agent: LiveAgent): Promise<LiveAgent> {
  const { kind, workspaceId, taskId, task } = agent;
  if (kind !== 'verify' || !task.autoMergeLow || task.riskLevel !== 'LOW') return agent;
  const [{ revoked }] = (await runs.query(IS_HOLDER_REVOKED, [workspaceId, taskId])) as [
    { revoked: boolean },
  ];
  return revoked ? { ...agent, task: { ...task, autoMergeLow: false } } : agent;
}

/**
 * A path that another task holds, where what was changed must be held: before a commit is verified, and before it merges
 * by itself.
 */
async function contestedPath(
  runs: Runs,
  { agent, outcome, hasCommit, headSha }: Settled,
  judgement: Weighed | null,
): Promise<string | null> {
  const { workspaceId, taskId, task, kill, kind } = agent;
  if (outcome !== 'succeeded' || kill || task.status === 'CANCELLING') return null;
  const worked = kind === 'work' && hasCommit;
  const merges = judgement !== null && mayMergeByItself(task, judgement);
  if (!worked && !merges) return null;
  const commit = { workspaceId, projectId: task.projectId, taskId };
  const held = await lockChanges(runs, { ...commit, headSha: worked ? headSha : task.headSha });
  return held[0]?.path ?? null;
}

/** What failed, if anything did: the agent itself, or the checks that it ran. */
function failureOf(settled: Settled, judgement: Weighed | null) {
  if (settled.outcome !== 'succeeded') return settled;
  if (judgement?.verdict !== 'FAILED' && judgement?.verdict !== 'GAPS_FOUND') return null;
  return {
    outcome: settled.outcome,
    reason: 'checks_failed' as const,
    message: judgement.feedback ?? judgement.sentence,
  };
}

async function noteVerdict(
  runs: Runs,
  agent: LiveAgent,
  judgement: Weighed,
  headSha: string | null,
): Promise<void> {
  await runs.query(NOTE_VERDICT, [agent.workspaceId, agent.taskId, judgement.verdict]);
  appendEvent(runs, {
    workspaceId: agent.workspaceId,
    type:
      judgement.verdict === 'PASSED'
        ? 'verify.passed'
        : judgement.verdict === 'FAILED' || judgement.verdict === 'GAPS_FOUND'
          ? 'verify.failed'
          : 'verify.unproven',
    actor: `agent:${agent.id}`,
    taskId: agent.taskId,
    agentId: agent.id,
    payload: { sentence: judgement.sentence, headSha },
  });
}

async function isUnheard(runs: Runs, { workspaceId, taskId, id }: LiveAgent): Promise<boolean> {
  return (await runs.each(UNHEARD, [workspaceId, taskId, id])).length > 0;
}

const NONE_BEFORE = { earlier: 0, restarts: 0 };

async function endsBefore(runs: Runs, agent: LiveAgent): Promise<typeof NONE_BEFORE> {
  const statuses = agent.kind === 'work' ? ['lost'] : ['lost', 'failed', 'timeout'];
  const [row] = await runs.query(COUNT_ENDED, [
    agent.workspaceId,
    agent.taskId,
    agent.kind,
    statuses,
    agent.id,
  ]);
  return { earlier: row.earlier, restarts: row.restarts };
}

async function take(runs: Runs, agent: LiveAgent, step: Step): Promise<void> {
  const { workspaceId, taskId } = agent;
  if (step.countFailure !== undefined)
    await runs.query(NOTE_FAILURE, [
      workspaceId,
      taskId,
      `Attempt ${agent.attempt} (${agent.kind}): ${step.countFailure}`,
      FEEDBACK_MAX,
    ]);
  const way = step.moves.map(({ to, reason, actor }) => ({
    to,
    reason,
    actor: actor === 'policy' ? 'system' : `agent:${agent.id}`,
  }));
  const [last, end] = [step.moves.at(-1), way.pop()];
  if (last && end)
    await advanceTask(runs, {
      workspaceId,
      taskId,
      from: [agent.task.status],
      via: way,
      ready: last.ready,
      delayMs: last.delayMs,
      ...end,
    });
  if (step.waitsFor !== undefined) await waitForPath(runs, agent, step.waitsFor);
  if (step.sameRunner) await preferSessionRunner(runs, workspaceId, taskId);
  if (step.again) {
    await runs.query(OFFER_AGAIN, [workspaceId, taskId, step.again, step.keepsPlace ?? false]);
    runs.wakes.add(topic.claims(workspaceId));
  }
  // What becomes of a flow whose step has failed its run says when it ends.
  const failed = end?.to === 'NEEDS_HUMAN' || (end?.to === 'FAILED' && !agent.task.inFlow);
  if (step.countFailure !== undefined && failed)
    await stopQueue(runs, workspaceId, `${taskRef(agent.task.number)} failed`);
  if (step.exception) {
    await openException(runs, {
      id: newId(),
      workspaceId,
      taskId,
      agentId: agent.id,
      severity: severityOf(step.exception.type),
      options: optionsFor(step.exception.type, taskRef(agent.task.number), step.moves.at(-1)?.reason),
      actor: `agent:${agent.id}`,
      ...step.exception,
    });
  }
}
