import type { Exception, ExceptionType } from '@/contract/exception';
import { appendEvent } from '@/domain/events/append-event';
import type { Runs } from '@/lib/pool';
import { toJsonb } from '@/lib/to-jsonb';
import { OPEN_EXCEPTION } from './open-exception.sql';

/** Something that needs a person. Ids are database uuids; the id makes it repeatable. */
export interface NewException {
  id: string;
  workspaceId: string;
  taskId: string;
  agentId?: string | null;
  type: ExceptionType;
  severity: Exception['severity'];
  title: string;
  body: string;
  options: Exception['options'];
  actor: string;
}

/** Opens an exception and its event; answers its number (17 in EXC-17). */
export async function openException(runs: Runs, wanted: NewException): Promise<number> {
  const [row] = await runs.query(OPEN_EXCEPTION, [
    wanted.id,
    wanted.workspaceId,
    wanted.taskId,
    wanted.agentId ?? null,
    wanted.type,
    wanted.severity,
    wanted.title,
    wanted.body,
    toJsonb(wanted.options),
  ]);
  if (row.made) {
    appendEvent(runs, {
      workspaceId: wanted.workspaceId,
      type: 'exception.opened',
      actor: wanted.actor,
      taskId: wanted.taskId,
      agentId: wanted.agentId,
      exceptionId: wanted.id,
      payload: { type: wanted.type, title: wanted.title },
    });
  }
  return row.number;
}
