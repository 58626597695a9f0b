import type { CheckStatus } from '@/contract/check-run';
import type { StateWord } from '../task/status-vocabulary';
import { words } from '../words/check';

/** What people read for the result of a check. */
export const CHECK: Record<CheckStatus, StateWord> = {
  passed: { word: words.results.passed, tone: 'success', shape: 'check' },
  failed: { word: words.results.failed, tone: 'danger', shape: 'cross' },
  error: { word: words.results.error, tone: 'danger', shape: 'octagon' },
  timeout: { word: words.results.timeout, tone: 'danger', shape: 'stopping' },
  skipped: { word: words.results.skipped, tone: 'neutral', shape: 'skip' },
  none: { word: words.results.none, tone: 'attention', shape: 'diamond' },
};

/** The same for a check that failed, and in no other way than before the work. */
export const OLD_ONLY: StateWord = {
  word: words.results.old,
  tone: 'neutral',
  shape: 'check',
};
