import { PRIORITY_STEP_MS } from './priority-step';

/** Where a task stands in the order of claims, in microseconds, as claim-place.sql has it; undefined before it was queued. */
export const claimPlace = ({ queuedAt, priority }: { queuedAt: Date | null; priority: number }) =>
  queuedAt ? queuedAt.getTime() * 1_000 + priority * PRIORITY_STEP_MS * 1_000 : undefined;
