import type { Turn } from './engine';

/** How a turn ended, before what it used is added. */
export type Verdict = Pick<Turn, 'ok' | 'reason' | 'message'> & Partial<Pick<Turn, 'quotaUntil'>>;

/** Tokens of one answer or of one model. */
export interface Tokens {
  input: number;
  output: number;
  cacheRead: number;
  cacheWrite: number;
}
