import type { Invariant } from '../planted/defect';

/** One fact that must never be. */
export interface Breach {
  invariant: Invariant;
  /** What was found, in a sentence. */
  what: string;
  /** The rows or values that show it. */
  facts: Record<string, unknown>;
}

/** A rule that a database keeps: its query answers a row for each breach. */
export interface Rule {
  invariant: Invariant;
  what: string;
  sql: string;
}
