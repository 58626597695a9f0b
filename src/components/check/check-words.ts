import type { CheckStatus } from '@/contract/check-run';
import type { StatusShape } from '../task/status-vocabulary';
import type { Tone } from '../ui/chip';

/** What people read for the result of a check. */
export const CHECK: Record<CheckStatus, { word: string; tone: Tone; shape: StatusShape }> = {
  passed: { word: 'Passed', tone: 'success', shape: 'check' },
  failed: { word: 'Failed', tone: 'danger', shape: 'cross' },
  error: { word: 'Could not run', tone: 'danger', shape: 'octagon' },
  timeout: { word: 'Timed out', tone: 'danger', shape: 'stopping' },
  skipped: { word: 'Skipped', tone: 'neutral', shape: 'skip' },
  none: { word: 'Ran no test', tone: 'attention', shape: 'diamond' },
};

/** The same for a check that failed, and in no other way than before the work. */
export const OLD_ONLY: (typeof CHECK)[CheckStatus] = {
  word: 'As before',
  tone: 'neutral',
  shape: 'check',
};
