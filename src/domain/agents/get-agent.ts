import type { Agent } from '@/contract/agent';
import type { Tx } from '@/lib/db';
import { notFound } from '@/lib/errors';
import { fromWireId } from '@/lib/ids';
import { agentToWire, WITH_PLACE } from './to-wire';

/** One agent by wire id; throws NOT_FOUND. */
export async function getAgent(tx: Tx, wireId: string): Promise<Agent> {
  const row = await tx.agent.findFirst({ where: { id: fromWireId('agent', wireId) }, include: WITH_PLACE });
  if (!row) throw notFound('agent', wireId);
  return agentToWire(row);
}
