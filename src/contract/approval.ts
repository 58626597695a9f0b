import { z } from 'zod';
import { MOST_APPROVERS } from './who-approves';

/** What a risk asks of those who approve a commit. */
export const ApprovalRule = z.strictObject({
  people: z.number().int().min(1).max(MOST_APPROVERS).describe('How many different people approve it'),
  another: z.boolean().describe('Whoever wrote the task does not count'),
  admins: z.boolean().describe('Admins and owners of the workspace alone count'),
});
export type ApprovalRule = z.infer<typeof ApprovalRule>;

/** Who approves, by risk. */
export const ApprovalTable = z.strictObject({
  LOW: ApprovalRule,
  MEDIUM: ApprovalRule,
  HIGH: ApprovalRule,
  CRITICAL: ApprovalRule,
});
export type ApprovalTable = z.infer<typeof ApprovalTable>;
