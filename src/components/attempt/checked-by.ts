import type { Agent } from '@/contract/agent';

/** The agent whose checks speak for an attempt: the newest that ran them on its commit in a clean checkout, else itself. */
export function checkedBy(attempt: Agent, agents: readonly Agent[]): Agent {
  const verified = agents
    .filter((one) => one.kind === 'verify' && one.headSha !== null && one.headSha === attempt.headSha)
    .toSorted((a, b) => b.attempt - a.attempt);
  return verified[0] ?? attempt;
}
