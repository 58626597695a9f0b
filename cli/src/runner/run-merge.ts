import { startAgent } from '@/contract/attempt';
import { withRetries } from '../server/retry';
import { branchRef, git, tryGit } from '../workspace/git';
import type { LiveAgent } from './live-agent';
import type { Machine } from './machine';
import { standInLane } from './merge-lane';
import { laidRefs } from './merge-stack';
import { failed, type Result } from './result';

/**
 * Brings the approved commit onto the target branch, together with whatever else of this machine waits for the same
 * branch: in order, proven where it had to be laid over something new, never by force. Else says why it may not be merged.
 */
export async function runMerge(agent: LiveAgent, repo: string, machine: Machine): Promise<Result> {
  const { targetBranch, headSha, branch, agentId, baseSha, taskRef } = agent.assignment;
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
  agent.cleanups.push(() => forgetLaid(repo, taskRef));
  return standInLane({ agent, machine, repo, branch: targetBranch, head: headSha });
}

/** What was laid for this task, now or by a process that was cut off, is on the target branch or not wanted there. */
async function forgetLaid(repo: string, taskRef: string): Promise<void> {
  const found = await git(repo, 'for-each-ref', ['--format=%(refname)', branchRef(laidRefs(taskRef))]);
  for (const ref of found.split('\n').filter(Boolean)) await tryGit(repo, 'update-ref', ['-d', ref]);
}
