import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { privateFolder } from '../config/folders';
import { commitFiles } from '../verify/commit-files';
import { detectChecks, detectSetup } from '../verify/detect-checks';
import { type CheckOutcome, runCheck } from '../verify/run-check';
import { changedPaths } from '../workspace/changes';
import { cleanCheckout } from '../workspace/clean-checkout';
import { checkoutsFolder } from './agent-folder';
import { checkPlace } from './checks';
import type { LiveAgent } from './live-agent';
import type { Machine } from './machine';

/**
 * Runs the checks that stand at `base` on a commit, in a clean checkout that shares nothing with any other.
 * `branch` is where the commit is expected. Returns null where the repository does not have it.
 */
export async function proveCommit(
  agent: LiveAgent,
  machine: Machine,
  { repo, branch, base, commit }: { repo: string; branch: string; base: string; commit: string },
): Promise<CheckOutcome[] | null> {
  const { project, limits } = agent.assignment;
  const folder = realpathSync(mkdtempSync(join(privateFolder(checkoutsFolder()), 'verify-')));
  agent.cleanups.push(async () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  agent.phase('preparing', `Clean checkout of ${commit.slice(0, 10)}`);
  if (!(await cleanCheckout({ repo, branch, commit, folder, signal: agent.signal }))) return null;

  const files = await commitFiles(repo, base);
  const { sandboxKind, rules } = machine;
  const place = checkPlace(agent, folder, { sandboxKind, network: rules.network !== false });
  const open = checkPlace(agent, folder, { sandboxKind, network: true });
  const setup = await detectSetup(project.setup, files);
  const setupSpec = {
    name: 'setup',
    kind: 'custom' as const,
    argv: setup ?? [],
    timeoutMs: limits.timeoutMs,
  };
  const specs = await detectChecks(project.checks, files, await changedPaths(repo, base, commit));
  const checks: CheckOutcome[] = [];
  for (const spec of setup ? [setupSpec, ...specs] : specs) {
    if (agent.signal.aborted) break;
    agent.phase('checking', `${spec === setupSpec ? 'Set-up' : 'Check'} ${spec.name}`);
    const check = await runCheck(spec, spec === setupSpec ? open : place);
    if (spec !== setupSpec || check.status !== 'passed') checks.push(check);
    // Without what set-up brings, every other check would only fail for want of it.
    if (spec === setupSpec && check.status !== 'passed') break;
  }
  return checks;
}
