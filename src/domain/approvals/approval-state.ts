import type { Role } from '@/contract/policy';
import type { RiskLevel } from '@/contract/task';

/** Somebody who may review, a database uuid. */
export interface Reviewer {
  id: string;
  role: Role;
}

export interface Approvals {
  riskLevel: RiskLevel;
  /** Who wrote the task; null where nobody is known. */
  creatorId: string | null;
  /** Members of the workspace who may review. */
  reviewers: Reviewer[];
  /** Who has approved this very commit. */
  approvedBy: string[];
}

/** What each risk asks of those who approve. */
const RULES: Record<RiskLevel, { people: number; another: boolean; roles: readonly Role[] }> = {
  LOW: { people: 1, another: false, roles: ['member', 'admin', 'owner'] },
  MEDIUM: { people: 1, another: false, roles: ['member', 'admin', 'owner'] },
  HIGH: { people: 1, another: true, roles: ['admin', 'owner'] },
  CRITICAL: { people: 2, another: false, roles: ['member', 'admin', 'owner'] },
};

/**
 * How far a commit is approved. What nobody there is could fulfil is not asked: where a workspace has nobody else, or one
 * person alone, whoever there is approves. `refusal` says why somebody’s approval would not count; null where it does.
 */
export function approvalState({ riskLevel, creatorId, reviewers, approvedBy }: Approvals) {
  const rule = RULES[riskLevel];
  const able = reviewers.filter(({ role }) => rule.roles.includes(role));
  const others = able.filter(({ id }) => id !== creatorId);
  const counted = rule.another && others.length > 0 ? others : able;
  const anyone = counted.length === 0 || reviewers.length < 2 || (rule.people === 1 && !rule.another);
  const needed = Math.min(rule.people, Math.max(1, reviewers.length));
  const counts = (id: string) => anyone || counted.some((one) => one.id === id);
  const given = new Set(approvedBy.filter(counts)).size;
  return {
    needed,
    given: Math.min(given, needed),
    enough: given >= needed,
    sentence: sayRule(needed, !anyone && rule.another),
    refusal: (id: string) =>
      counts(id)
        ? null
        : `Its risk is ${riskLevel.toLowerCase()}: ${sayRule(needed, rule.another).toLowerCase()} Ask one of those people.`,
  };
}

const sayRule = (needed: number, another: boolean): string => {
  if (another) return 'An admin or owner who did not write this task approves it.';
  return needed > 1 ? 'Two different people approve it.' : 'One person approves it.';
};
