import type { AuditRow } from '@/contract/audit';
import { type EventRow, eventToWire } from '@/domain/events/to-wire';

/** A row of read-seals.sql.ts. */
export interface SealableRow extends EventRow {
  /** When it happened, with microseconds. */
  moment: string;
}

/** An event as it is sealed: its cursor is no part of it, which a restored database counts anew, nor what is called otherwise later. */
export function toAuditRow(row: SealableRow): AuditRow {
  const {
    cursor: _,
    taskRef: __,
    projectName: ___,
    createdAt: ____,
    ...event
  } = eventToWire({ ...row, project_name: null, task_number: null });
  return { kind: 'event', id: row.id, ...event, createdAt: row.moment };
}
