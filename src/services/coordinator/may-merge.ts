import type { Weighed } from '@/contract/judged';
import type { RiskLevel } from '@/contract/task';

/** Whether the policy for LOW risk merges a proven commit without a person, as far as its task goes. */
export const mayMergeByItself = (
  task: { riskLevel: RiskLevel; autoMergeLow: boolean; requiresReview: boolean },
  judgement: Pick<Weighed, 'verdict'>,
): boolean =>
  judgement.verdict === 'PASSED' && task.riskLevel === 'LOW' && task.autoMergeLow && !task.requiresReview;
