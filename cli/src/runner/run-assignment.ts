import type { Outcome } from '@/contract/attempt';
import type { Assignment } from '@/contract/claim';
import { cut } from '@/contract/cut';
import { racePoint } from '../config/race-point';
import { ServerFault } from '../server/server-fault';
import { signedWords } from '../signing/check-signed';
import { cleanLine } from '../terminal/clean-text';
import { emit, sayOf } from '../terminal/say';
import { dropAgentFolder, writeNote } from './agent-folder';
import { afterHandIn } from './delivery-state';
import { fitResult } from './fit-result';
import { type LiveAgent, openAgent } from './live-agent';
import type { Machine } from './machine';
import { refuseAssignment } from './refuse-assignment';
import { deliverResult, failed, type Result } from './result';
import { runMerge } from './run-merge';
import { runVerify } from './run-verify';
import { runWork } from './run-work';
import { signReceipt } from './sign-receipt';
import { isSilent, meaningOf, saidBecauseOf } from './stop-state';
import type { Moment } from './trust-window';

/**
 * How an agent ended here. lost: nothing was reported, it belongs to someone else by now. kept: nothing was reported yet,
 * the next start hands it in.
 */
export interface Ended {
  taskRef: string;
  outcome: Outcome | 'lost' | 'kept';
  reason: string | null;
}

/** Takes an agent from its claim to an acknowledged result, and tidies up. Never rejects. */
export async function runAssignment(
  assignment: Assignment,
  since: Moment,
  machine: Machine,
  running: (agent: LiveAgent) => void,
): Promise<Ended> {
  const { agentId, taskRef } = assignment;
  const { taskId, attempt } = assignment;
  const repo = machine.project(assignment.project.id)?.project.repo ?? null;
  const refused = refuseAssignment(assignment, machine.rules, machine.attempts.get(taskId) ?? null, repo);
  machine.attempts.set(taskId, Math.max(attempt, machine.attempts.get(taskId) ?? 0));
  const heeded = refused ? withinBounds(assignment) : signedWords(assignment, machine.rules);
  const agent = openAgent(heeded, since, machine);
  if (!refused && heeded.task.feedback !== assignment.task.feedback)
    agent.log.note(
      'What was said of the last attempt is left out: nobody whose key this machine trusts signed it.',
    );
  running(agent);
  racePoint('claimed');
  emit('agent.started', { agentId, taskRef, attempt: assignment.attempt, kind: assignment.kind });
  const result = refused
    ? refusal(agent, machine, refused)
    : signReceipt(assignment, fitResult(await judged(agent, machine)), machine.server.skewMs());
  agent.deadline.end();
  const { ended, message } = await report(agent, machine, result);
  agent.endLease();
  const cleanups = [...agent.cleanups, ...(ended.outcome === 'lost' ? [async () => agent.log.seal()] : [])];
  for (const cleanup of cleanups.reverse()) {
    await cleanup().catch((error: Error) => sayOf(taskRef, `Could not tidy up: ${error.message}`));
  }
  agent.close();
  racePoint('tidied');
  if (ended.outcome === 'lost') machine.late.send(agentId, taskRef);
  else if (ended.outcome !== 'kept') dropAgentFolder(agentId);
  const why = ended.reason ? ` (${ended.reason})` : '';
  sayOf(taskRef, `${assignment.kind} ${ended.outcome}${why}: ${cleanLine(message, 200)}`);
  emit('agent.ended', { agentId, ...ended, kind: assignment.kind });
  return ended;
}

/** What an agent can be opened with in order to say that it is refused, whatever the server named. */
const withinBounds = (assignment: Assignment): Assignment => ({
  ...assignment,
  leaseTtlMs: Math.min(Math.max(assignment.leaseTtlMs, 1_000), 60_000),
  limits: { ...assignment.limits, timeoutMs: 60_000 },
});

function refusal(agent: LiveAgent, machine: Machine, sentence: string): Result {
  agent.phase('refused', sentence);
  const reason = machine.features.includes('refusals') ? 'refused' : 'repo_not_allowed';
  return failed(reason, cut(sentence, 4000));
}

/** The result of the work, with what ended it taken into account. */
async function judged(agent: LiveAgent, machine: Machine): Promise<Result> {
  let result: Result;
  try {
    result = agent.stoppedBy() ? failed('released', '') : await dispatch(agent, machine);
  } catch (error) {
    const meaning = error instanceof ServerFault ? meaningOf(error.facts.kind) : null;
    if (meaning?.lost) agent.stop('lost');
    if (meaning?.fatal) machine.onFatal(error);
    const full = (error as NodeJS.ErrnoException).code === 'ENOSPC';
    result = failed(
      full ? 'disk_full' : 'unknown',
      agent.redact(cleanLine((error as Error).message ?? String(error), 2000)),
    );
  }
  return { ...result, ...saidBecauseOf(agent.stoppedBy()) };
}

function dispatch(agent: LiveAgent, machine: Machine): Promise<Result> {
  const { assignment } = agent;
  const matched = machine.project(assignment.project.id);
  const repo = matched?.repo;
  writeNote({
    agentId: assignment.agentId,
    taskId: assignment.taskId,
    taskRef: assignment.taskRef,
    attempt: assignment.attempt,
    kind: assignment.kind,
    pid: null,
    startTime: null,
    engineSessionId: null,
    repo: repo ?? null,
    worktree: null,
    baseSha: null,
  });
  racePoint('noted');
  if (!repo) {
    const reason =
      matched?.state === 'not_allowed'
        ? 'repo_not_allowed'
        : matched?.state === 'bare'
          ? 'repo_bare'
          : matched?.state === 'empty'
            ? 'repo_empty'
            : 'repo_missing';
    return Promise.resolve(failed(reason, matched?.detail ?? 'This machine does not know the project.'));
  }
  if (assignment.kind === 'work') return runWork(agent, repo, machine);
  if (assignment.kind === 'verify') return runVerify(agent, repo, machine);
  return runMerge(agent, repo, machine);
}

/** Tells the server how an agent ended; the message is what people read of it. */
async function report(
  agent: LiveAgent,
  machine: Machine,
  result: Result,
): Promise<{ ended: Ended; message: string }> {
  const { agentId, taskRef } = agent.assignment;
  const reason = agent.stoppedBy();
  const untaken = (outcome: 'lost' | 'kept') => ({
    ended: { taskRef, outcome, reason },
    message: result.message,
  });
  if (isSilent(reason)) return untaken('lost');
  const over = new AbortController();
  let limit: NodeJS.Timeout | undefined;
  // The lease may be lost while the result is on its way; a runner that is stopping does not wait for ever.
  const watch = setInterval(() => {
    if (isSilent(agent.stoppedBy())) over.abort(new Error('the lease is lost'));
    if (machine.leaving.aborted || agent.stoppedBy() === 'release')
      limit ??= setTimeout(
        () => over.abort(new Error('the runner is leaving, and the server does not answer')),
        machine.timers.flushMs,
      );
  }, 250);
  try {
    const { taken } = await deliverResult(
      {
        agentId,
        folder: agent.folder,
        call: agent.call,
        log: agent.log,
        mayWrite: agent.mayWrite,
        signal: over.signal,
      },
      result,
      agent.usage(),
    );
    return { ended: { taskRef, outcome: taken.outcome, reason: taken.reason }, message: taken.message };
  } catch (error) {
    const kind = error instanceof ServerFault ? error.facts.kind : null;
    const kept = !isSilent(agent.stoppedBy()) && afterHandIn(kind) === 'keep';
    sayOf(
      taskRef,
      `The result was not taken${kept ? ' yet; it stays on this machine for the next start' : ''}: ${(error as Error).message}`,
    );
    if (kind !== null && meaningOf(kind).fatal) machine.onFatal(error);
    return untaken(kept ? 'kept' : 'lost');
  } finally {
    clearInterval(watch);
    clearTimeout(limit);
  }
}
