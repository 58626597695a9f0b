/** What stands behind a claim, by the rows of its runner. */
export interface Standing {
  /** Whether its session is the runner's newest. */
  current: boolean;
  status: string;
  /** The live agent that this very claim was granted before. */
  granted: string | null;
  /** It was granted one that has ended since. */
  spent: boolean;
  /** Live agents of the runner, those included that are being granted in the same moment. */
  agents: number;
  maxConcurrent: number;
}

/**
 * Whether a claim may be granted. superseded: a newer session is open. again: the same claim gets the same grant for
 * as long as that lives. paused: its runner gets no more work now. open: it may have a task.
 */
export function claimVerdict(claim: Standing): 'superseded' | 'again' | 'spent' | 'paused' | 'open' {
  if (!claim.current) return 'superseded';
  if (claim.granted !== null) return 'again';
  if (claim.spent) return 'spent';
  return claim.status !== 'ACTIVE' || claim.agents >= claim.maxConcurrent ? 'paused' : 'open';
}
