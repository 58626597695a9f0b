/** A lease as its row says, beside the newest attempt of its task. */
export interface LeaseFacts {
  agentId: string;
  tokenHash: Uint8Array;
  attempt: number;
  taskAttempt: number;
}

/**
 * Whether a write belongs to the live agent of a task: its token, and no later attempt. The clock is not asked: an
 * expired lease that nobody has taken over still holds.
 */
export const isFenced = (
  lease: LeaseFacts | null,
  write: { agentId: string; tokenHash: Uint8Array },
): lease is LeaseFacts =>
  lease !== null &&
  lease.agentId === write.agentId &&
  Buffer.compare(lease.tokenHash, write.tokenHash) === 0 &&
  lease.attempt === lease.taskAttempt;

/**
 * Which agents a new session goes on with: those it names that are live and its runner's. `lose` are the runner's
 * other live agents, whose tasks are offered again; `drop` those it names in vain.
 */
export function sortAgents(
  active: string[],
  live: string[],
): { adopt: string[]; lose: string[]; drop: string[] } {
  const named = new Set(active);
  const known = new Set(live);
  return {
    adopt: [...named].filter((id) => known.has(id)),
    lose: live.filter((id) => !named.has(id)),
    drop: [...named].filter((id) => !known.has(id)),
  };
}
