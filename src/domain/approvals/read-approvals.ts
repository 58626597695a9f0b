import type { Tx } from '@/lib/db';
import { type Approvals, approvalState } from './approval-state';

/** How far a commit of a task is approved. Database uuids. */
export async function readApprovals(
  tx: Tx,
  { workspaceId, taskId, headSha }: { workspaceId: string; taskId: string; headSha: string },
) {
  const task = await tx.task.findUniqueOrThrow({
    where: { id: taskId },
    select: { riskLevel: true, createdBy: true },
  });
  const members = await tx.member.findMany({
    where: { workspaceId, role: { not: 'viewer' } },
    select: { userId: true, role: true },
  });
  const rows = await tx.approval.findMany({ where: { taskId, headSha }, select: { userId: true } });
  const approvals: Approvals = {
    riskLevel: task.riskLevel,
    creatorId: task.createdBy,
    reviewers: members.map(({ userId, role }) => ({ id: userId, role })),
    approvedBy: rows.map(({ userId }) => userId),
  };
  return approvalState(approvals);
}
