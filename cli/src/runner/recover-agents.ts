import { existsSync } from 'node:fs';
import type { SessionOpened } from '@/contract/session';
import { openAgentLog } from '../logs/agent-log';
import type { RunnerServer } from '../server/session';
import { sayOf } from '../terminal/say';
import { keepCheckpoint, treeOf } from '../workspace/commit';
import { branchRef, resolveCommit } from '../workspace/git';
import { agentMark, markedProcesses, signalTree, startTimeOf } from '../workspace/process-tree';
import { snapshotTree } from '../workspace/snapshot';
import { removeWorktree } from '../workspace/worktree';
import { type AgentNote, agentFolder, dropAgentFolder, leftAgents, sweepFolders } from './agent-folder';
import { leftoverFate } from './delivery-state';
import type { LateLogs } from './late-logs';
import { deliverResult, failed, NO_USAGE, type Result, storedResult } from './result';

/**
 * Ends what an earlier process of this runner left running and keeps the work it left behind; returns the
 * agents whose logs and results have yet to be offered to the server.
 */
export async function settleLeftovers(): Promise<AgentNote[]> {
  sweepFolders();
  const left = leftAgents();
  for (const note of left) {
    endProcesses(note);
    await keepAndRemove(note);
  }
  return left;
}

/** Keeps what stands in an ended agent's working tree, then removes the tree; one that cannot be kept stays. */
export async function keepAndRemove(note: AgentNote): Promise<void> {
  if (!note.repo || !note.worktree || !existsSync(note.worktree)) return;
  try {
    await keepWork(note, note.repo, note.worktree);
    await removeWorktree(note.repo, note.worktree);
  } catch (error) {
    sayOf(
      note.taskRef,
      `The working tree ${note.worktree} of an earlier agent stays: ${(error as Error).message}`,
    );
  }
}

/** Sends the log and result of each agent that the server still counts as ours, and of the others what it lacks of their logs. */
export async function offerLeftovers(
  left: AgentNote[],
  opened: SessionOpened,
  server: RunnerServer,
  secrets: string[],
  late: LateLogs,
): Promise<void> {
  for (const note of left) {
    const fate = leftoverFate(note.agentId, opened.adopt);
    if (fate === 'forget') {
      sayOf(
        note.taskRef,
        'What an earlier run left behind belongs to no live agent any more; the work is kept.',
      );
      late.send(note.agentId, note.taskRef);
      continue;
    }
    await offer(note, fate.token, opened.timers.flushMs, server, secrets).catch((error: Error) =>
      sayOf(note.taskRef, `Could not be handed in: ${error.message}`),
    );
    dropAgentFolder(note.agentId);
  }
}

/** Ends what an agent has started: by its pid and start time, and by its mark wherever it fled to. */
export function endProcesses(note: AgentNote): void {
  if (note.pid !== null && note.startTime !== null && startTimeOf(note.pid) === note.startTime)
    signalTree(note.pid, 'SIGKILL');
  for (const pid of markedProcesses(agentMark(note.agentId))) signalTree(pid, 'SIGKILL');
}

async function keepWork(note: AgentNote, repo: string, worktree: string): Promise<void> {
  if (!note.baseSha) return;
  const tree = await snapshotTree(worktree, agentFolder(note.agentId));
  const branch = await resolveCommit(repo, branchRef(`ao/${note.taskRef}/${note.attempt}`));
  const known = await Promise.all(
    [note.baseSha, ...(branch ? [branch] : [])].map((commit) => treeOf(repo, commit)),
  );
  if (known.includes(tree)) return;
  await keepCheckpoint({
    repo,
    tree,
    parent: note.baseSha,
    ref: note.taskRef,
    taskId: note.taskId,
    attempt: note.attempt,
  });
}

const HANDED_BACK: Result = {
  ...failed(
    'restarted',
    'The runner was restarted while this was under way; what stood in the working tree is kept for the next attempt.',
  ),
  outcome: 'released',
};

async function offer(
  note: AgentNote,
  token: string,
  limitMs: number,
  server: RunnerServer,
  secrets: string[],
): Promise<void> {
  const folder = agentFolder(note.agentId);
  const call = server.asAgent(token);
  const log = openAgentLog({
    folder,
    secrets: [...secrets, token],
    agentId: note.agentId,
    call,
    onDesired: () => {},
    onLost: () => {},
    onFull: () => {},
    onBroken: () => {},
  });
  try {
    await log.resend();
    const stored = storedResult(folder);
    if (!stored) log.note('The runner was restarted; this agent ends here.');
    const { result, usage } = stored ?? { result: HANDED_BACK, usage: NO_USAGE };
    const status = await deliverResult(
      {
        agentId: note.agentId,
        folder,
        call,
        log,
        mayWrite: async () => {},
        signal: AbortSignal.timeout(limitMs * 4),
      },
      result,
      usage,
    );
    sayOf(
      note.taskRef,
      `Handed in what an earlier run left behind (${result.outcome}); the task is ${status}.`,
    );
  } finally {
    log.close();
  }
}
