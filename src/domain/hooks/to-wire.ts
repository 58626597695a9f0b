import { type HookCall, HookKind } from '@/contract/hook';
import type { Prisma } from '@/lib/db';

/** What a hook has told, as people see it. */
export const hookToWire = (row: Prisma.HookCallGetPayload<object>): HookCall => ({
  nodeId: row.nodeId,
  kind: HookKind.parse(row.kind),
  status: row.status,
  payload: row.payload as Record<string, unknown>,
  source: 'hook',
  actor: row.actor,
  createdAt: row.createdAt.toISOString(),
});
