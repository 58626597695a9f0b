import type { Exception } from '@/contract/exception';
import { notFound } from '@/lib/errors';
import type { Runs } from '@/lib/pool';
import { byRef, exceptionRef } from '@/lib/refs';
import { LOCK_EXCEPTION } from './lock-exception.sql';

/** An exception as its resolution needs it; nobody else changes it until the transaction ends. Ids are database uuids. */
export interface LockedException extends Pick<Exception, 'ref' | 'type' | 'status' | 'options' | 'version'> {
  id: string;
  taskId: string;
  /** The agent it is about. */
  agentId: string | null;
}

/** Locks one exception by id or ref; throws NOT_FOUND. */
export async function lockException(
  runs: Pick<Runs, 'query'>,
  workspaceId: string,
  ref: string,
): Promise<LockedException> {
  const by = byRef('exc', ref);
  const [row] = await runs.query(LOCK_EXCEPTION, [
    workspaceId,
    'id' in by ? by.id : null,
    'number' in by ? by.number : null,
  ]);
  if (!row) throw notFound('exception', ref);
  return {
    id: row.id,
    ref: exceptionRef(row.number),
    taskId: row.task_id,
    agentId: row.agent_id,
    type: row.type,
    status: row.status,
    options: row.options,
    version: row.version,
  };
}
