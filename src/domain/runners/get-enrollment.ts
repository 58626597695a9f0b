import type { Enrollment } from '@/contract/enrollment';
import type { Runner } from '@/contract/runner';
import type { Prisma, Tx } from '@/lib/db';
import { notFound } from '@/lib/errors';
import { fromWireId, toWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { getRunner } from './get-runner';

/** Whether a one-time token (wire id) has been used, and by which machine; throws NOT_FOUND. */
export async function getEnrollment(tx: Tx, runs: Runs, wireId: string): Promise<Enrollment> {
  const row = await tx.enrollment.findFirst({ where: { id: fromWireId('enr', wireId) } });
  if (!row) throw notFound('enrollment', wireId);
  const runner = row.runnerId ? await getRunner(tx, runs, toWireId('runner', row.runnerId)) : null;
  return enrollmentToWire(row, runner);
}

/** A one-time token as it stands on the wire: all but the token. */
export const enrollmentToWire = (
  row: Prisma.EnrollmentGetPayload<object>,
  runner: Runner | null,
): Enrollment => ({
  id: toWireId('enr', row.id),
  name: row.name,
  labels: row.labels,
  expiresAt: row.expiresAt.toISOString(),
  usedAt: row.usedAt?.toISOString() ?? null,
  runner,
});
