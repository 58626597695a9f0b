import { existsSync } from 'node:fs';
import { sayOf } from '../terminal/say';
import { keepCheckpoint, treeOf } from '../workspace/commit';
import { branchRef, resolveCommit } from '../workspace/git';
import { agentMark, markedProcesses, signalTree, startTimeOf } from '../workspace/process-tree';
import { snapshotTree } from '../workspace/snapshot';
import { removeWorktree } from '../workspace/worktree';
import { type AgentNote, agentFolder, leftAgents, sweepFolders } from './agent-folder';

/**
 * Ends what an earlier process of this runner left running and keeps the work it left behind; returns the
 * agents whose logs and results have yet to be offered to the server, the newest first.
 */
export async function settleLeftovers(): Promise<AgentNote[]> {
  sweepFolders();
  const left = leftAgents();
  endProcesses(left);
  for (const note of left) await keepAndRemove(note);
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

/** Ends what agents have started: by its pid and start time, and by their marks wherever it fled to. */
export function endProcesses(notes: AgentNote[]): void {
  for (const { pid, startTime } of notes)
    if (pid !== null && startTime !== null && startTimeOf(pid) === startTime) signalTree(pid, 'SIGKILL');
  for (const pid of markedProcesses(...notes.map(({ agentId }) => agentMark(agentId))))
    signalTree(pid, 'SIGKILL');
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
