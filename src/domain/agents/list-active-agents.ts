import type { Tx } from '@/lib/db';
import { toWireId } from '@/lib/ids';

/** The wire ids of the agents of the workspace that hold a lease, oldest first. */
export async function listActiveAgents(tx: Tx): Promise<string[]> {
  const rows = await tx.agent.findMany({
    where: { lease: { isNot: null } },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ id }) => toWireId('agent', id));
}
