import { clsx } from 'clsx';
import type { RiskLevel } from '@/contract/task';

const LOOK: Record<RiskLevel, string> = {
  LOW: 'text-ink-3',
  MEDIUM: 'text-ink-2',
  HIGH: 'font-medium text-attention',
  CRITICAL: 'font-medium text-danger',
};
const WORD: Record<RiskLevel, string> = { LOW: 'Low', MEDIUM: 'Medium', HIGH: 'High', CRITICAL: 'Critical' };

export const RISKS = Object.keys(WORD) as RiskLevel[];
export const riskWord = (risk: RiskLevel) => WORD[risk];

/** How much can go wrong with a task; HIGH and CRITICAL always wait for a review. */
export function RiskChip({ risk, suffix = '' }: { risk: RiskLevel; suffix?: string }) {
  return <span className={clsx('text-label whitespace-nowrap', LOOK[risk])}>{`${WORD[risk]}${suffix}`}</span>;
}
