import type { AdminWorkspace, updateAdminWorkspace as endpoint } from '@/contract/admin';
import type { BodyOf } from '@/contract/endpoint';
import { appendEvent } from '@/domain/events/append-event';
import { notFound } from '@/lib/errors';
import { fromWireId } from '@/lib/ids';
import { firstKeptDay } from '@/lib/kept-logs';
import { inEngine } from '@/lib/pool';
import { LOCK_QUOTAS, READ_WORKSPACE, SET_QUOTAS } from './get-workspace.sql';
import { workspaceToAdmin } from './list-all-workspaces';

/** Gives a workspace (wire id) quotas of its own, null those of the installation; `by` is a database uuid. Throws NOT_FOUND. */
export async function changeQuotas(
  wireId: string,
  by: string,
  changes: BodyOf<typeof endpoint>,
): Promise<AdminWorkspace> {
  const id = fromWireId('ws', wireId);
  const row = await inEngine(async (runs) => {
    const [held] = await runs.query<{ quotas: Record<string, number> }>(LOCK_QUOTAS, [id]);
    if (!held) throw notFound('workspace', wireId);
    const wanted = Object.entries({ ...held.quotas, ...changes }).filter(([, limit]) => limit != null);
    const quotas = Object.fromEntries(wanted);
    await runs.query(SET_QUOTAS, [id, JSON.stringify(quotas)]);
    appendEvent(runs, {
      workspaceId: id,
      type: 'workspace.quotas_changed',
      actor: `person:${by}`,
      payload: { quotas },
    });
    const [read] = await runs.query(READ_WORKSPACE, [id, firstKeptDay()]);
    return read;
  });
  return workspaceToAdmin(row);
}
