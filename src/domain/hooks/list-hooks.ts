import type { Event } from '@/contract/event';
import type { HookCall, HookKind } from '@/contract/hook';
import { LIST_EVENTS } from '@/domain/events/read-events.sql';
import { type EventRow, eventToWire } from '@/domain/events/to-wire';
import type { Tx } from '@/lib/db';
import type { Runs } from '@/lib/pool';
import { findNode } from './find-node';
import { hookToWire } from './to-wire';

/** What a connected machine tells in its own way, and which hook would have told it. */
const TOLD_BY_RUNNERS = ['agent.ended', 'exception.opened', 'lock.granted'];

/**
 * What is known of a node's hooks, newest first: what hooks have told, and of a task what its runners have. `limit` at
 * most. Throws NOT_FOUND for a task that is not there for whoever asks.
 */
export async function listHooks(
  tx: Tx,
  runs: Runs,
  workspaceId: string,
  given: string,
  limit: number,
): Promise<HookCall[]> {
  const { nodeId, taskId } = await findNode(tx, given);
  const rows = await tx.hookCall.findMany({ where: { nodeId }, orderBy: { id: 'desc' }, take: limit });
  const hooks = rows.map(hookToWire);
  if (!taskId) return hooks;
  const events = await runs.query<EventRow>(LIST_EVENTS, [
    workspaceId,
    taskId,
    null,
    null,
    limit,
    0,
    TOLD_BY_RUNNERS,
  ]);
  const own = events.map((row) => asHook(nodeId, eventToWire(row)));
  return [...hooks, ...own].sort((a, b) => b.createdAt.localeCompare(a.createdAt)).slice(0, limit);
}

const asHook = (nodeId: string, { type, payload, actor, createdAt }: Event): HookCall => ({
  nodeId,
  kind: kindOf(type, payload),
  status: typeof payload.outcome === 'string' ? payload.outcome : null,
  payload,
  source: 'runner',
  actor,
  createdAt,
});

function kindOf(type: string, payload: Record<string, unknown>): HookKind {
  if (type === 'exception.opened') return 'checkpoint';
  if (type === 'lock.granted') return 'file-changed';
  return payload.outcome === 'succeeded' ? 'agent-complete' : 'agent-error';
}
