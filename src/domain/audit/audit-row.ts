import type { AuditRow } from '@/contract/audit';
import { type FactRow, factToWire } from '@/domain/events/to-wire';

/** A row of read-seals.sql.ts. */
export interface SealableRow extends FactRow {
  /** When it happened, with microseconds. */
  moment: string;
}

/** An event as it is sealed: its cursor is no part of it, which a restored database counts anew, nor what is called otherwise later. */
export const toAuditRow = (row: SealableRow): AuditRow => ({
  kind: 'event',
  id: row.id,
  ...factToWire(row),
  createdAt: row.moment,
});
