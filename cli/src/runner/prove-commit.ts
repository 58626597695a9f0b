import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { privateFolder } from '../config/folders';
import type { Checkout } from '../verify/checkout-place';
import { type Proof, prove } from '../verify/prove';
import { cleanCheckout } from '../workspace/clean-checkout';
import { checkoutsFolder } from './agent-folder';
import { checkPlace } from './checks';
import type { LiveAgent } from './live-agent';
import type { Machine } from './machine';

/**
 * Proves a commit by the checks that stand at `base`, each time in a clean checkout that shares nothing with any other.
 * `branch` is where the commit is expected. Returns null where the repository does not have it.
 */
export async function proveCommit(
  agent: LiveAgent,
  machine: Machine,
  given: { repo: string; branch: string; base: string; commit: string },
): Promise<Proof | null> {
  const { project, limits, task } = agent.assignment;
  return prove({
    ...given,
    project,
    asked: [task.title, task.description, ...task.acceptance].join('\n'),
    setupTimeoutMs: limits.timeoutMs,
    makeCheckout: checkoutsOf(agent, machine, given),
    signal: agent.signal,
    phase: agent.phase,
  });
}

/** Makes clean checkouts of commits for an agent; they go with it. */
export function checkoutsOf(
  agent: LiveAgent,
  { sandboxKind, rules }: Machine,
  { repo, branch }: { repo: string; branch: string },
): (commit: string) => Promise<Checkout | null> {
  return async (commit) => {
    const folder = realpathSync(mkdtempSync(join(privateFolder(checkoutsFolder()), 'verify-')));
    agent.cleanups.push(async () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
    if (!(await cleanCheckout({ repo, branch, commit, folder, signal: agent.signal }))) return null;
    const home = basename(folder);
    return {
      folder,
      place: checkPlace(agent, folder, { sandboxKind, network: rules.network !== false, home }),
      open: checkPlace(agent, folder, { sandboxKind, network: true, home }),
    };
  };
}
