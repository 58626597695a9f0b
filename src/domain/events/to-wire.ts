import type { Event, EventType } from '@/contract/event';
import { toWireId } from '@/lib/ids';
import { taskRef } from '@/lib/refs';

/** What happened, as the table has it. */
export interface FactRow {
  id: string;
  xid: string;
  type: EventType;
  actor: string;
  project_id: string | null;
  task_id: string | null;
  agent_id: string | null;
  runner_id: string | null;
  exception_id: string | null;
  payload: Record<string, unknown>;
}
/** A row of read-events.sql.ts. */
export interface EventRow extends FactRow {
  project_name: string | null;
  task_number: number | null;
  created_at: Date;
}

/** What an event says whatever its project and task are called by now. */
export const factToWire = (row: FactRow) => ({
  type: row.type,
  actor: actorToWire(row.actor),
  projectId: row.project_id && toWireId('proj', row.project_id),
  taskId: row.task_id && toWireId('task', row.task_id),
  agentId: row.agent_id && toWireId('agent', row.agent_id),
  runnerId: row.runner_id && toWireId('runner', row.runner_id),
  exceptionId: row.exception_id && toWireId('exc', row.exception_id),
  payload: row.payload,
});

/** A fact as it stands on the wire; its actor names people, runners and agents by their wire ids. */
export const eventToWire = (row: EventRow): Event => ({
  cursor: `${row.xid}.${row.id}`,
  ...factToWire(row),
  projectName: row.project_name,
  taskRef: row.task_number === null ? null : taskRef(row.task_number),
  createdAt: new Date(row.created_at).toISOString(),
});

const PREFIX = { person: 'user', runner: 'runner', agent: 'agent' } as const;

function actorToWire(actor: string): string {
  const [kind, uuid] = actor.split(':') as [keyof typeof PREFIX, string | undefined];
  return uuid && kind in PREFIX ? `${kind}:${toWireId(PREFIX[kind], uuid)}` : actor;
}
