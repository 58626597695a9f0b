import type { CommitFiles } from './detect-checks';
import type { CheckPlace } from './run-check';

/** A commit in a checkout that shares nothing with any other, a home of its own included. */
export interface Checkout {
  folder: string;
  /** Where checks run. */
  place: CheckPlace;
  /** Where set-up runs: with the network. */
  open: CheckPlace;
}

/** Makes clean checkouts; they are removed with the agent. Null where the repository does not have the commit. */
export type MakeCheckout = (commit: string) => Promise<Checkout | null>;

/** The commit that is proven, and the one that it began at. */
export interface Commits {
  repo: string;
  base: string;
  commit: string;
  baseFiles: CommitFiles;
  commitFiles: CommitFiles;
}
