import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startAgent } from '@/contract/attempt';
import { privateFolder } from '../config/folders';
import { withRetries } from '../server/retry';
import { commitFiles } from '../verify/commit-files';
import { detectChecks, detectSetup } from '../verify/detect-checks';
import { type CheckOutcome, runCheck } from '../verify/run-check';
import { changedPaths } from '../workspace/changes';
import { cleanCheckout } from '../workspace/clean-checkout';
import { branchRef, git, resolveCommit } from '../workspace/git';
import { checkoutsFolder } from './agent-folder';
import { checkPlace } from './checks';
import type { LiveAgent } from './live-agent';
import type { Machine } from './machine';
import { failed, type Result, succeeded } from './result';

/**
 * Tries a commit: the checks that stand at its base, run in a clean checkout that shares nothing with any
 * other. The result says how each ended; the verdict over them is the server's.
 */
export async function runVerify(agent: LiveAgent, repo: string, machine: Machine): Promise<Result> {
  const { assignment } = agent;
  const { headSha } = assignment;
  if (!headSha) return failed('base_missing', 'There is no commit to verify.');
  const base = assignment.baseSha ?? (await mergeBase(repo, assignment.baseBranch, headSha));
  const facts = { baseSha: base, headSha };
  const folder = realpathSync(mkdtempSync(join(privateFolder(checkoutsFolder()), 'verify-')));
  agent.cleanups.push(async () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  await begin(agent, machine, base);
  agent.phase('preparing', `Clean checkout of ${headSha.slice(0, 10)}`);
  const { branch } = assignment;
  if (!base || !(await cleanCheckout({ repo, branch, commit: headSha, folder, signal: agent.signal }))) {
    return failed(
      'base_missing',
      `Commit ${headSha.slice(0, 10)} is not in this machine’s copy of the repository.`,
      facts,
    );
  }

  const files = await commitFiles(repo, base);
  const place = checkPlace(agent, folder, machine.sandboxKind, []);
  const setup = await detectSetup(assignment.project.setup, files);
  const setupSpec = {
    name: 'setup',
    kind: 'custom' as const,
    argv: setup ?? [],
    timeoutMs: assignment.limits.timeoutMs,
  };
  const specs = await detectChecks(assignment.project.checks, files, await changedPaths(repo, base, headSha));
  const checks: CheckOutcome[] = [];
  for (const spec of setup ? [setupSpec, ...specs] : specs) {
    await agent.hold();
    if (agent.signal.aborted) break;
    agent.phase('checking', `${spec === setupSpec ? 'Set-up' : 'Check'} ${spec.name}`);
    const check = await runCheck(spec, place);
    if (spec !== setupSpec || check.status !== 'passed') checks.push(check);
    // Without what set-up brings, every other check would only fail for want of it.
    if (spec === setupSpec && check.status !== 'passed') break;
  }
  return succeeded(summary(checks), { ...facts, checks });
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

function summary(checks: CheckOutcome[]): string {
  if (checks.length === 0) return 'No checks were found for this project.';
  const tests = checks.reduce((sum, check) => sum + (check.testsRun ?? 0), 0);
  return `${checks.map((check) => `${check.name} ${check.status}`).join(', ')}; ${tests} tests, on a clean checkout.`;
}

async function mergeBase(repo: string, branch: string, head: string): Promise<string | null> {
  const tip = await resolveCommit(repo, branchRef(branch));
  return tip ? git(repo, 'merge-base', [tip, head]).catch(() => null) : null;
}
