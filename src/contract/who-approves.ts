import type { ApprovalRule } from './approval';
import type { RiskLevel } from './task';

/** The most people whose approval may be asked for. */
export const MOST_APPROVERS = 5;

/** What holds where a project says nothing else. */
export const STANDARD_APPROVALS: Readonly<Record<RiskLevel, ApprovalRule>> = {
  LOW: { people: 1, another: false, admins: false },
  MEDIUM: { people: 1, another: false, admins: false },
  HIGH: { people: 1, another: true, admins: true },
  CRITICAL: { people: 2, another: false, admins: false },
};

const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five'];

/** Who approves, as a sentence: `needed` people of those that a rule counts. */
export function sayApprovals({ another, admins }: Omit<ApprovalRule, 'people'>, needed: number): string {
  const who = needed > 1 ? (admins ? 'admins or owners' : 'people') : admins ? 'admin or owner' : 'person';
  const not = another ? ' who did not write this task' : '';
  if (needed > 1) return `${capital(NUMBERS[needed] ?? String(needed))} different ${who}${not} approve it.`;
  return `${admins ? 'An' : another ? 'A' : 'One'} ${who}${not} approves it.`;
}

const capital = (word: string) => word.slice(0, 1).toUpperCase() + word.slice(1);
