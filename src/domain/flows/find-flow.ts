import type { Tx } from '@/lib/db';
import { notFound } from '@/lib/errors';
import { byRef } from '@/lib/refs';

/** A flow by its id or ref with its project's name. Throws NOT_FOUND. */
export async function findFlow(tx: Tx, ref: string) {
  const flow = await tx.flow.findFirst({
    where: byRef('flow', ref),
    include: { project: { select: { name: true } } },
  });
  if (!flow) throw notFound('flow', ref);
  return flow;
}
export type FoundFlow = Awaited<ReturnType<typeof findFlow>>;

/** One version of a flow with its document; the newest unless told. Throws NOT_FOUND. */
export async function findVersion(tx: Tx, flow: { id: string; version: number }, version?: number) {
  const wanted = version ?? flow.version;
  const row = await tx.flowVersion.findFirst({ where: { flowId: flow.id, version: wanted } });
  if (!row) throw notFound('version', `${wanted} of this flow`);
  return row;
}
