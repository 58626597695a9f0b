import { PRIORITY_STEP_MS } from './priority-step';

/** Where a task of the table `t` stands in the order of claims, in microseconds: it keeps that place while it waits. */
export const claimPlaceOf = (t: string): string =>
  `(extract(epoch from ${t}.queued_at) * 1000000 + ${t}.priority * ${PRIORITY_STEP_MS * 1_000}::float8)::float8`;
