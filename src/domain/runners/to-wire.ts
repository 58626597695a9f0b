import type { Runner, RunnerReport } from '@/contract/runner';
import type { Prisma, Tx } from '@/lib/db';
import { fromWireId, toWireId } from '@/lib/ids';
import { timers } from '@/lib/timers';
import { livenessOf } from './liveness';
import { SIGNED_ONLY } from './signed-only';

/** What a runner's wire object needs besides its own row: how many of its agents hold a lease. */
export const WITH_RUNNING = {
  _count: { select: { agents: { where: { lease: { isNot: null } } } } },
} satisfies Prisma.RunnerInclude;

type Row = Prisma.RunnerGetPayload<{ include: typeof WITH_RUNNING }>;

/** A runner as it stands on the wire; `now` is the database's. */
export function runnerToWire(row: Row, now: Date): Runner {
  const running = row._count.agents;
  const report = row.report as Partial<RunnerReport>;
  return {
    id: toWireId('runner', row.id),
    name: row.name,
    status: row.status,
    pauseNote: row.pauseNote,
    quotaUntil: row.quotaUntil && row.quotaUntil > now ? row.quotaUntil.toISOString() : null,
    liveness: livenessOf({ ...row, running }, now, timers().offlineAfterMs),
    labels: row.labels,
    projectIds: row.projectIds.length === 0 ? null : row.projectIds.map((id) => toWireId('proj', id)),
    maxConcurrent: row.maxConcurrent,
    signedOnly: row.features.includes(SIGNED_ONLY),
    running,
    report: report.hostname === undefined ? null : (report as RunnerReport),
    lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}

/** Runners without the projects that whoever reads may not see. */
export async function withSeenProjects(tx: Tx, runners: Runner[]): Promise<Runner[]> {
  const named = new Set(runners.flatMap(({ projectIds }) => projectIds ?? []));
  if (named.size === 0) return runners;
  const ids = [...named].map((id) => fromWireId('proj', id));
  const rows = await tx.project.findMany({ where: { id: { in: ids } }, select: { id: true } });
  const seen = new Set(rows.map(({ id }) => toWireId('proj', id)));
  return runners.map((runner) => ({
    ...runner,
    projectIds: runner.projectIds?.filter((id) => seen.has(id)) ?? null,
  }));
}
