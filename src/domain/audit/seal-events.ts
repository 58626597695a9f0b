import { type AuditSeal, NO_SEAL } from '@/contract/audit';
import { rowText, sealText } from '@/contract/verify-audit';
import { sha256 } from '@/lib/hash';
import { toWireId } from '@/lib/ids';
import { engine } from '@/lib/pool';
import { type SealableRow, toAuditRow } from './audit-row';
import { READ_UNSEALED } from './read-seals.sql';
import { ADD_SEAL, CHAIN_HEAD, FIND_UNSEALED } from './seal-events.sql';

const BATCH = 500;
const hex = (text: string) => sha256(text).toString('hex');

/** Seals what has settled, in up to `most` workspaces and as many batches each. Answers how many seals were added. */
export async function sealEvents(most = 200): Promise<number> {
  let added = 0;
  for (const { workspace_id } of await engine.query<{ workspace_id: string }>(FIND_UNSEALED, [most]))
    added += await sealWorkspace(workspace_id, most);
  return added;
}

/**
 * Adds seals over the settled events of a workspace (a database uuid) that have none, `most` at a time. Safe beside
 * others that do the same: a number is given once. Answers how many it added.
 */
export async function sealWorkspace(workspaceId: string, most = Number.POSITIVE_INFINITY): Promise<number> {
  let added = 0;
  while (added < most && (await sealBatch(workspaceId))) added++;
  return added;
}

async function sealBatch(workspaceId: string): Promise<boolean> {
  const [head] = (await engine.query(CHAIN_HEAD, [workspaceId])) as [Head];
  const rows = await engine.query<SealableRow>(READ_UNSEALED, [
    workspaceId,
    head.last_xid ?? '0',
    head.last_id ?? '0',
    BATCH,
  ]);
  const last = rows.at(-1);
  if (!last) return false;
  const seal: Omit<AuditSeal, 'hash'> = {
    kind: 'seal',
    workspaceId: toWireId('ws', workspaceId),
    number: (head.number ?? 0) + 1,
    previous: head.hash ?? NO_SEAL,
    entries: rows.map((row) => [row.id, hex(rowText(toAuditRow(row)))]),
    sealedAt: new Date(head.at).toISOString(),
    forgotten: false,
  };
  await engine.query(ADD_SEAL, [
    workspaceId,
    seal.number,
    rows.map(({ id }) => id),
    seal.entries.map(([, digest]) => digest).join(''),
    seal.previous,
    hex(sealText(seal)),
    seal.sealedAt,
    last.xid,
    last.id,
    rows.reduce((latest, { moment }) => (moment > latest ? moment : latest), ''),
  ]);
  return true;
}

interface Head {
  number: number | null;
  hash: string | null;
  last_xid: string | null;
  last_id: string | null;
  at: Date;
}
