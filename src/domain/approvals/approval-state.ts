import type { ApprovalTable } from '@/contract/approval';
import { mayDo } from '@/contract/may-do';
import type { Role } from '@/contract/policy';
import type { RiskLevel } from '@/contract/task';
import { STANDARD_APPROVALS, sayApprovals } from '@/contract/who-approves';

/** Somebody who may review, a database uuid. */
export interface Reviewer {
  id: string;
  role: Role;
}

export interface Approvals {
  riskLevel: RiskLevel;
  /** What the project asks for; null: the standard. */
  table: ApprovalTable | null;
  /** Who wrote the task; null where nobody is known. */
  creatorId: string | null;
  /** Members of the workspace who may review. */
  reviewers: Reviewer[];
  /** Who has approved this very commit. */
  approvedBy: string[];
}

/**
 * How far a commit is approved. What nobody there is could fulfil is not asked: where a workspace has nobody else, or one
 * person alone, whoever there is approves. `refusal` says why somebody’s approval would not count; null where it does.
 */
export function approvalState({ riskLevel, table, creatorId, reviewers, approvedBy }: Approvals) {
  const rule = (table ?? STANDARD_APPROVALS)[riskLevel];
  const able = rule.admins ? reviewers.filter(({ role }) => mayDo(role, 'workspace:manage')) : reviewers;
  const others = able.filter(({ id }) => id !== creatorId);
  const counted = rule.another && others.length > 0 ? others : able;
  const particular = rule.people > 1 || rule.another || rule.admins;
  const anyone = !particular || counted.length === 0 || reviewers.length < 2;
  const needed = Math.min(rule.people, Math.max(1, (counted.length > 0 ? counted : reviewers).length));
  const counts = (id: string) => anyone || counted.some((one) => one.id === id);
  const given = new Set(approvedBy.filter(counts)).size;
  const asked = anyone ? { another: false, admins: false } : rule;
  return {
    needed,
    given: Math.min(given, needed),
    enough: given >= needed,
    sentence: sayApprovals(asked, needed),
    refusal: (id: string) =>
      counts(id)
        ? null
        : `Its risk is ${riskLevel.toLowerCase()}: ${inSentence(sayApprovals(rule, needed))} Ask one of those people.`,
  };
}

const inSentence = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1);
