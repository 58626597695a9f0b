import { AppError } from './errors';

/** What every write of a runner must match. `agentId` is a database uuid, `tokenHash` the sha256 of that agent's own token. */
export interface Fence {
  agentId: string;
  tokenHash: Buffer;
}

export const leaseLost = () =>
  new AppError(
    'LEASE_LOST',
    'This agent has no lease any more: its task was handed to another one, or has ended. Stop it and discard what it has not reported.',
  );
