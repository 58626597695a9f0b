import type { ApprovalTable } from '@/contract/approval';
import { rolesThatMay } from '@/contract/may-do';
import type { Tx } from '@/lib/db';
import { type Approvals, approvalState } from './approval-state';

/** How far a commit of a task is approved. Database uuids. */
export async function readApprovals(
  tx: Tx,
  { workspaceId, taskId, headSha }: { workspaceId: string; taskId: string; headSha: string },
) {
  const task = await tx.task.findUniqueOrThrow({
    where: { id: taskId },
    select: {
      riskLevel: true,
      createdBy: true,
      project: { select: { visibility: true, ownerId: true, approvals: true } },
    },
  });
  const { visibility, ownerId, approvals: table } = task.project;
  // Who does not see a private project, or cannot sign in, cannot be waited for.
  const sees =
    visibility === 'private'
      ? { OR: [{ role: { in: rolesThatMay('project:see-all') } }, ...(ownerId ? [{ userId: ownerId }] : [])] }
      : {};
  const members = await tx.member.findMany({
    where: { workspaceId, role: { in: rolesThatMay('task:review') }, user: { disabledAt: null }, ...sees },
    select: { userId: true, role: true },
  });
  const rows = await tx.approval.findMany({ where: { taskId, headSha }, select: { userId: true } });
  const approvals: Approvals = {
    riskLevel: task.riskLevel,
    table: table as ApprovalTable | null,
    creatorId: task.createdBy,
    reviewers: members.map(({ userId, role }) => ({ id: userId, role })),
    approvedBy: rows.map(({ userId }) => userId),
  };
  return approvalState(approvals);
}
