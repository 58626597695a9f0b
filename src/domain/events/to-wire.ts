import type { Event, EventType } from '@/contract/event';
import { toWireId } from '@/lib/ids';
import { taskRef } from '@/lib/refs';

/** A row of read-events.sql.ts. */
export interface EventRow {
  id: string;
  xid: string;
  type: EventType;
  actor: string;
  project_id: string | null;
  project_name: string | null;
  task_id: string | null;
  task_number: number | null;
  agent_id: string | null;
  runner_id: string | null;
  exception_id: string | null;
  payload: Record<string, unknown>;
  created_at: Date;
}

/** A fact as it stands on the wire; its actor names people, runners and agents by their wire ids. */
export const eventToWire = (row: EventRow): Event => ({
  cursor: `${row.xid}.${row.id}`,
  type: row.type,
  actor: actorToWire(row.actor),
  projectId: row.project_id && toWireId('proj', row.project_id),
  projectName: row.project_name,
  taskId: row.task_id && toWireId('task', row.task_id),
  taskRef: row.task_number === null ? null : taskRef(row.task_number),
  agentId: row.agent_id && toWireId('agent', row.agent_id),
  runnerId: row.runner_id && toWireId('runner', row.runner_id),
  exceptionId: row.exception_id && toWireId('exc', row.exception_id),
  payload: row.payload,
  createdAt: new Date(row.created_at).toISOString(),
});

const PREFIX = { person: 'user', runner: 'runner', agent: 'agent' } as const;

function actorToWire(actor: string): string {
  const [kind, uuid] = actor.split(':') as [keyof typeof PREFIX, string | undefined];
  return uuid && kind in PREFIX ? `${kind}:${toWireId(PREFIX[kind], uuid)}` : actor;
}
