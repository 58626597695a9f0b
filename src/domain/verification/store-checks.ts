import type { CheckResult } from '@/contract/check-run';
import { appendEvent } from '@/domain/events/append-event';
import { newId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { toJsonb } from '@/lib/to-jsonb';
import { STORE_CHECKS } from './store-checks.sql';

interface Where {
  workspaceId: string;
  taskId: string;
  agentId: string;
  commitSha: string | null;
  /** null: the authoritative runs on the frozen commit. */
  round: number | null;
}

/** Keeps the results of one run of the checks, and tells each. */
export async function storeChecks(runs: Runs, where: Where, checks: CheckResult[]): Promise<void> {
  if (checks.length === 0) return;
  const rows = checks.map((check) => ({ id: newId(), ...check }));
  await runs.query(STORE_CHECKS, [
    where.workspaceId,
    where.taskId,
    where.agentId,
    where.commitSha,
    where.round,
    toJsonb(rows),
  ]);
  for (const { name, kind, status } of checks) {
    appendEvent(runs, {
      ...where,
      type: 'check.finished',
      actor: `agent:${where.agentId}`,
      payload: { name, kind, status, round: where.round },
    });
  }
}
