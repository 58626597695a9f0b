import type { ReturnsOf } from '@/contract/endpoint';
import type { removeRule as endpoint } from '@/contract/rule';
import { appendEvent } from '@/domain/events/append-event';
import type { Tx } from '@/lib/db';
import { notFound } from '@/lib/errors';
import { fromWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';

/** Removes a rule by its wire id; what it has answered stays answered. Throws NOT_FOUND. */
export async function removeRule(
  tx: Tx,
  runs: Runs,
  { workspaceId, userId }: { workspaceId: string; userId: string },
  wireId: string,
): Promise<ReturnsOf<typeof endpoint>> {
  const id = fromWireId('rule', wireId);
  const rule = await tx.rule.findFirst({ where: { id } });
  const { count } = await tx.rule.deleteMany({ where: { id } });
  if (!rule || count === 0) throw notFound('rule', wireId);
  appendEvent(runs, {
    workspaceId,
    type: 'rule.removed',
    actor: `person:${userId}`,
    projectId: rule.projectId,
    payload: { rule: wireId, tool: rule.tool, input: rule.input, prefix: rule.prefix, used: rule.used },
  });
  return { id: wireId, removed: true };
}
