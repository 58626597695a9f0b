import { type AuditEnd, type AuditLine, type AuditSeal, NO_SEAL } from '@/contract/audit';
import { toWireId } from '@/lib/ids';
import { reading } from '@/lib/pool';
import { type SealableRow, toAuditRow } from './audit-row';
import { READ_SEALED, READ_SEALS } from './read-seals.sql';
import { sealWorkspace } from './seal-events';

/** Digests of about so many events are in memory at a time. */
const AT_ONCE = 10;

interface SealRow {
  number: number;
  ids: string[];
  digests: string;
  previous: string;
  hash: string;
  sealed_at: Date;
  last_xid: string;
  last_id: string;
  forgotten: boolean;
}

/**
 * The audit of a workspace (a database uuid) after the seal `after`, `most` seals at most, in pieces of text: each seal
 * with its events behind it, one JSON object a line, and where it ends. What has settled is sealed first.
 */
export async function* exportAudit(
  workspaceId: string,
  after: number,
  most = Number.POSITIVE_INFINITY,
): AsyncGenerator<string> {
  await sealWorkspace(workspaceId);
  const wire = toWireId('ws', workspaceId);
  let before: Pick<SealRow, 'number' | 'hash' | 'last_xid' | 'last_id'> = {
    number: 0,
    hash: NO_SEAL,
    last_xid: '0',
    last_id: '0',
  };
  const told = new Set<string>();
  let given = 0;
  let more = false;
  for (let from = after; !more; from = before.number + 1) {
    const seals = await reading.query<SealRow>(READ_SEALS, [workspaceId, Math.max(1, from), AT_ONCE]);
    if (seals.length === 0) break;
    for (const seal of seals) {
      if (seal.number > after) {
        more = given === most;
        if (more) break;
        yield await write(workspaceId, wire, before, seal, told);
        given++;
      }
      before = seal;
    }
  }
  const end: AuditEnd = { kind: 'end', workspaceId: wire, number: before.number, hash: before.hash, more };
  yield line(end);
}

async function write(
  workspaceId: string,
  wire: string,
  before: Pick<SealRow, 'last_xid' | 'last_id'>,
  row: SealRow,
  told: Set<string>,
): Promise<string> {
  const { number, ids, digests, previous, hash, forgotten } = row;
  const seal: AuditSeal = {
    kind: 'seal',
    workspaceId: wire,
    number,
    previous,
    entries: ids.map((id, i) => [id, digests.slice(64 * i, 64 * i + 64)]),
    sealedAt: new Date(row.sealed_at).toISOString(),
    hash,
    forgotten,
  };
  const events = await reading.query<SealableRow>(READ_SEALED, [
    workspaceId,
    before.last_xid,
    before.last_id,
    row.last_xid,
    row.last_id,
    ids,
  ]);
  // After a restore the log's order is that of ids, and one of a later seal may stand in the place of an earlier.
  const named = new Set(ids);
  const fresh = events.filter(({ id }) => !told.has(id));
  for (const { id } of fresh) if (!named.has(id)) told.add(id);
  return [seal, ...fresh.map(toAuditRow)].map(line).join('');
}

const line = (one: AuditLine): string => `${JSON.stringify(one)}\n`;
