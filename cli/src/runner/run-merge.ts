import { startAgent } from '@/contract/attempt';
import { withRetries } from '../server/retry';
import { mergeBranch } from '../workspace/merge-branch';
import type { LiveAgent } from './live-agent';
import { failed, type Result, succeeded } from './result';

/** Moves the target branch to the approved commit, or says why it may not be moved. */
export async function runMerge(agent: LiveAgent, repo: string): Promise<Result> {
  const { targetBranch, headSha, branch, agentId, baseSha } = agent.assignment;
  if (!headSha) return failed('base_missing', 'There is no commit to merge.');
  const started = {
    engine: 'runner' as const,
    engineVersion: null,
    engineSessionId: null,
    model: null,
    sandbox: 'none',
    billing: 'none' as const,
    branch,
    baseSha,
  };
  const answer = await withRetries(
    () => agent.call(startAgent, { params: { id: agentId }, body: started, signal: agent.signal }),
    { signal: agent.signal },
  );
  agent.onDesired(answer.desired);
  agent.phase('merging', `${targetBranch} to ${headSha.slice(0, 10)}`);
  await agent.mayWrite();
  const end = await mergeBranch({
    repo,
    branch: targetBranch,
    head: headSha,
    mayMove: () => agent.isSure() && !agent.signal.aborted,
  });
  if (!end.merged) return failed(end.reason, end.message, { baseSha, headSha });
  const message = end.already
    ? `${targetBranch} contains ${headSha.slice(0, 10)} already.`
    : `${targetBranch} moved from ${end.from.slice(0, 10)} to ${headSha.slice(0, 10)}.`;
  return succeeded(message, { baseSha: end.from, headSha, mergedSha: headSha });
}
