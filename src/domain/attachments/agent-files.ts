import type { AttachedFile } from '@/contract/attachment';
import { notFound } from '@/lib/errors';
import { type Fence, leaseLost } from '@/lib/fence';
import { fromWireId } from '@/lib/ids';
import { engine } from '@/lib/pool';
import { FILE_OF_AGENT, FILES_OF_AGENT, IS_LIVE } from './agent-files.sql';
import { fileToWire } from './to-wire';

/** The files that people gave to the task of a live agent, and to those that it comes from. Throws LEASE_LOST where its token is of no lease any more. */
export async function listAgentFiles(fence: Fence): Promise<AttachedFile[]> {
  const rows = await engine.query(FILES_OF_AGENT, [fence.agentId, fence.tokenHash]);
  if (rows.length === 0) await refuseLost(fence);
  return rows.map(fileToWire);
}

/** One of them with its bytes. Throws LEASE_LOST, or NOT_FOUND where it is not of this task. */
export async function readAgentFile(
  fence: Fence,
  wireId: string,
): Promise<{ bytes: Uint8Array; fileName: string; mediaType: string }> {
  const id = fromWireId('att', wireId);
  const [row] = await engine.query(FILE_OF_AGENT, [fence.agentId, fence.tokenHash, id]);
  if (row) return { bytes: row.bytes, fileName: row.name, mediaType: row.media_type };
  await refuseLost(fence);
  throw notFound('attachment', wireId);
}

async function refuseLost({ agentId, tokenHash }: Fence): Promise<void> {
  const live = await engine.query(IS_LIVE, [agentId, tokenHash]);
  if (live.length === 0) throw leaseLost();
}
