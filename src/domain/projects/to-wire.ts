import type { CheckSpec, Project, ProjectReportState } from '@/contract/project';
import type { Prisma } from '@/lib/db';
import { toWireId } from '@/lib/ids';

/** What a project's wire object needs besides its own row: whose it is, and what the runners that still count say of it. */
export const WITH_REPORTS = {
  owner: { select: { id: true, name: true } },
  reports: {
    where: { runner: { status: { not: 'REVOKED' } } },
    include: { runner: { select: { name: true } } },
    orderBy: { runner: { name: 'asc' } },
  },
  history: { select: { runnerName: true, tip: true, commits: true, pairCount: true, updatedAt: true } },
} satisfies Prisma.ProjectInclude;

type Row = Prisma.ProjectGetPayload<{ include: typeof WITH_REPORTS }>;

/** A project as it stands on the wire. */
export const projectToWire = (row: Row): Project => ({
  id: toWireId('proj', row.id),
  name: row.name,
  visibility: row.visibility,
  owner: row.owner && { id: toWireId('user', row.owner.id), name: row.owner.name },
  repo: row.repo,
  defaultBranch: row.defaultBranch,
  checks: row.checks as CheckSpec[],
  setup: row.setup as string[] | null,
  autoMergeLow: row.autoMergeLow,
  verifyBy: row.verifyBy,
  judge: row.judge,
  approvals: row.approvals as Project['approvals'],
  defaultBudgetMicros: row.defaultBudgetMicros === null ? null : Number(row.defaultBudgetMicros),
  defaultTimeoutMs: row.defaultTimeoutMs,
  defaultMaxTurns: row.defaultMaxTurns,
  maxConcurrent: row.maxConcurrent,
  stall: row.stall as Project['stall'],
  stoppedAt: row.stoppedAt?.toISOString() ?? null,
  stopNote: row.stopNote,
  reports: row.reports.map(({ runner, state, detail, updatedAt }) => ({
    runnerName: runner.name,
    state: state as ProjectReportState,
    detail,
    updatedAt: updatedAt.toISOString(),
  })),
  history: row.history && { ...row.history, updatedAt: row.history.updatedAt.toISOString() },
  createdAt: row.createdAt.toISOString(),
});
