import { join } from 'node:path';
import { startAgent } from '@/contract/attempt';
import { judge } from '@/contract/judge';
import { withRetries } from '../server/retry';
import type { Proof } from '../verify/prove';
import { branchRef, git, resolveCommit } from '../workspace/git';
import { fetchCommit, isRemote } from '../workspace/travel';
import { judgeWork } from './judge-work';
import type { LiveAgent } from './live-agent';
import type { Machine } from './machine';
import { proveCommit } from './prove-commit';
import { failed, type Result, succeeded } from './result';

/**
 * Tries a commit: the checks that stand at its base, run in a clean checkout that shares nothing with any
 * other. The result says how each ended; the verdict over them is the server's.
 */
export async function runVerify(agent: LiveAgent, own: string, machine: Machine): Promise<Result> {
  const { assignment } = agent;
  const { headSha } = assignment;
  if (!headSha) return failed('base_missing', 'There is no commit to verify.');
  const { repo, why } = await whereItIs(agent, own, headSha);
  const base = assignment.baseSha ?? (await mergeBase(repo, assignment.baseBranch, headSha));
  const facts = { baseSha: base, headSha };
  await begin(agent, machine, base);
  const { branch } = assignment;
  const proof = base && !why && (await proveCommit(agent, machine, { repo, branch, base, commit: headSha }));
  if (!proof) {
    return failed(
      'base_missing',
      `Commit ${headSha.slice(0, 10)} is not in this machine’s copy of the repository. ${why} Or let any runner check, on the project’s page.`,
      facts,
    );
  }
  const asked = assignment.judge && judge(proof.checks, proof.flags).verdict === 'PASSED';
  const judged =
    asked && !agent.signal.aborted
      ? await judgeWork(agent, machine, { repo, branch, base, commit: headSha }, proof)
      : undefined;
  return succeeded(summary(proof), { ...facts, ...proof, ...(judged && { judged }) });
}

/** The repository that has a commit: this machine's own, or one made for it from the project's remote; else why none has. */
async function whereItIs(
  agent: LiveAgent,
  own: string,
  commit: string,
): Promise<{ repo: string; why: string }> {
  const { project, branch } = agent.assignment;
  if (await resolveCommit(own, commit)) return { repo: own, why: '' };
  const remote = project.repo;
  if (!isRemote(remote))
    return {
      repo: own,
      why: 'It is a folder, so commits travel nowhere: give both machines the same one, or the project an address by https or ssh.',
    };
  const folder = join(agent.privateDir, 'from-remote');
  const why = await fetchCommit({ repo: own, remote, branch, commit, folder, signal: agent.signal });
  if (!why) return { repo: folder, why: '' };
  return {
    repo: own,
    why: `It could not be got from ${remote} either: ${why} See that both machines may write and read there.`,
  };
}

async function begin(agent: LiveAgent, machine: Machine, base: string | null): Promise<void> {
  const { agentId, branch } = agent.assignment;
  const body = {
    engine: 'runner' as const,
    engineVersion: null,
    engineSessionId: null,
    model: null,
    sandbox: machine.sandboxKind,
    billing: 'none' as const,
    branch,
    baseSha: base,
  };
  const call = () => agent.call(startAgent, { params: { id: agentId }, body, signal: agent.signal });
  agent.onDesired((await withRetries(call, { signal: agent.signal })).desired);
}

function summary({ checks, flags }: Proof): string {
  if (checks.length === 0) return 'No checks were found for this project.';
  const tests = checks.reduce((sum, check) => sum + (check.testsRun ?? 0), 0);
  return `${checks.map((check) => `${check.name} ${check.status}`).join(', ')}; ${tests} tests, on a clean checkout.${flags.length > 0 ? ` ${flags.length} things about the work itself need a person.` : ''}`;
}

async function mergeBase(repo: string, branch: string, head: string): Promise<string | null> {
  const tip = await resolveCommit(repo, branchRef(branch));
  return tip ? git(repo, 'merge-base', [tip, head]).catch(() => null) : null;
}
