import { startAgent } from '@/contract/attempt';
import { racePoint } from '../config/race-point';
import { withRetries } from '../server/retry';
import { type CheckOutcome, isBroken } from '../verify/run-check';
import { mergeBranch } from '../workspace/merge-branch';
import { rebaseCommit } from '../workspace/rebase-commit';
import type { LiveAgent } from './live-agent';
import type { Machine } from './machine';
import { proveCommit } from './prove-commit';
import { failed, type Result, succeeded } from './result';

/** A branch that moves on while its new state is proven is tried again so often. */
const MOST_REBASES = 3;

/**
 * Moves the target branch to the approved commit. Where the branch has moved on, the same work is laid over its
 * tip, and moves it only once the checks have passed on that new commit too; else says why it may not be moved.
 */
export async function runMerge(agent: LiveAgent, repo: string, machine: Machine): Promise<Result> {
  const { targetBranch, headSha, branch, agentId, baseSha, taskRef, taskId } = agent.assignment;
  if (!headSha) return failed('base_missing', 'There is no commit to merge.');
  const started = {
    engine: 'runner' as const,
    engineVersion: null,
    engineSessionId: null,
    model: null,
    sandbox: machine.sandboxKind,
    billing: 'none' as const,
    branch,
    baseSha,
  };
  const answer = await withRetries(
    () => agent.call(startAgent, { params: { id: agentId }, body: started, signal: agent.signal }),
    { signal: agent.signal },
  );
  agent.onDesired(answer.desired);
  let head = headSha;
  let checks: CheckOutcome[] = [];
  for (let rebases = 0; ; rebases++) {
    agent.phase('merging', `${targetBranch} to ${head.slice(0, 10)}`);
    await agent.mayWrite();
    const mayMove = () => agent.isSure() && !agent.signal.aborted;
    racePoint('merge-before-move');
    const end = await mergeBranch({ repo, branch: targetBranch, head, mayMove });
    if (end.merged) {
      racePoint('merge-moved');
      const message = end.already
        ? `${targetBranch} contains ${head.slice(0, 10)} already.`
        : `${targetBranch} moved from ${end.from.slice(0, 10)} to ${head.slice(0, 10)}${head === headSha ? '' : `, which is ${headSha.slice(0, 10)} on top of it`}.`;
      return succeeded(message, { baseSha: end.from, headSha, mergedSha: head, checks });
    }
    // The server has not been heard for a while: once it is, the right to merge is there again, or lost for good.
    if (end.reason === 'not_sure' && !agent.signal.aborted) {
      rebases--;
      continue;
    }
    if (end.reason === 'not_sure') return failed('cancelled', end.message, { baseSha, headSha });
    if (end.reason !== 'merge_moved' || rebases === MOST_REBASES)
      return failed(end.reason, end.message, { baseSha, headSha });

    const rebased = await rebaseCommit({
      repo,
      branch: targetBranch,
      head: headSha,
      keepAs: branch,
      ref: taskRef,
      taskId,
    });
    if (!rebased) return failed('base_missing', end.message, { baseSha, headSha });
    if ('conflicts' in rebased) {
      const message = `${targetBranch} has moved on, and both have changed ${rebased.conflicts.slice(0, 5).join(', ')}.`;
      return failed('merge_conflict', message, { baseSha, headSha });
    }
    head = rebased.commit;
    const proof = await proveCommit(agent, machine, {
      repo,
      branch,
      base: rebased.onto,
      commit: head,
      stood: baseSha ?? undefined,
    });
    const onTop = `${targetBranch} has moved on to ${rebased.onto.slice(0, 10)}. On top of it`;
    if (!proof)
      return failed('base_missing', `${onTop}, the work could not be checked out.`, { baseSha, headSha });
    // Checks that ran no test prove nothing of the new commit: it is no better than a failed one.
    const bad = proof.checks.find((check) => isBroken(check) || check.status === 'none');
    if (bad) {
      const message = `${onTop}, ${bad.name} ${bad.status === 'none' ? 'runs no test' : `ends as ${bad.status}`}. Request changes to have the work done on it:\n${bad.outputTail.slice(-2000)}`;
      return failed('checks_failed', message, { baseSha, headSha });
    }
    checks = proof.checks;
  }
}
