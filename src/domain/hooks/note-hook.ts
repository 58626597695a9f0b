import type { HookCall, HookKind } from '@/contract/hook';
import { appendEvent } from '@/domain/events/append-event';
import type { Tx } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { fromWireId, newId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { findNode } from './find-node';
import { hookToWire } from './to-wire';
import { TRIM_HOOKS } from './trim-hooks.sql';

const KEPT_OF_NODE = 200;
const KEPT_OF_WORKSPACE = 5_000;
/** Paths that the event repeats; the history has all of them. */
const SHOWN = 20;

/** Who tells, by database uuids. */
interface Teller {
  workspaceId: string;
  userId: string;
  /** The only projects that are there for its token. */
  projectIds?: readonly string[];
}
interface Told {
  nodeId: string;
  projectId?: string;
  status?: string;
  [fact: string]: unknown;
}

/**
 * Keeps what a hook tells of a node, with its event; what is oldest of the node goes. Throws NOT_FOUND for a task or a
 * project that is not there for whoever tells, FORBIDDEN where a token for some projects names none.
 */
export async function noteHook(
  tx: Tx,
  runs: Runs,
  { workspaceId, userId, projectIds = [] }: Teller,
  kind: HookKind,
  { nodeId: given, projectId: wire, status, ...payload }: Told,
): Promise<HookCall> {
  const { nodeId, projectId, taskId } = await findNode(tx, given, wire && fromWireId('proj', wire));
  const only = projectIds.length === 1 ? projectIds[0] : undefined;
  const place = projectId ?? only ?? null;
  if (projectIds.length > 0 && !place)
    throw new AppError(
      'FORBIDDEN',
      'This access token is for some projects alone. Say with projectId which of them the node is of.',
    );
  const actor = `person:${userId}`;
  const row = await tx.hookCall.create({
    data: {
      id: newId(),
      workspaceId,
      projectId: place,
      taskId,
      nodeId,
      kind,
      status: status ?? null,
      payload: payload as object,
      actor,
    },
  });
  await runs.query(TRIM_HOOKS, [workspaceId, nodeId, KEPT_OF_NODE, KEPT_OF_WORKSPACE]);
  const files = Array.isArray(payload.files) ? { files: payload.files.slice(0, SHOWN) } : {};
  appendEvent(runs, {
    workspaceId,
    type: 'hook.called',
    actor,
    projectId: place,
    taskId,
    payload: { nodeId, kind, ...(status ? { status } : {}), ...files },
  });
  return hookToWire(row);
}
