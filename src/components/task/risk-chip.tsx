import { clsx } from 'clsx';
import type { RiskLevel } from '@/contract/task';
import { words } from '../words/task-rows';

const LOOK: Record<RiskLevel, string> = {
  LOW: 'text-ink-3',
  MEDIUM: 'text-ink-2',
  HIGH: 'font-medium text-attention',
  CRITICAL: 'font-medium text-danger',
};

export const RISKS = Object.keys(LOOK) as RiskLevel[];
export const riskWord = (risk: RiskLevel) => words.risks[risk];

/** How much can go wrong with a task; HIGH and CRITICAL always wait for a review. */
export function RiskChip({ risk, suffix = '' }: { risk: RiskLevel; suffix?: string }) {
  return <span className={clsx('text-label whitespace-nowrap', LOOK[risk])}>{riskWord(risk) + suffix}</span>;
}
