import type { z } from 'zod';
import type { CommitChanges } from '@/contract/task';
import type { Runs } from '@/lib/pool';
import { toJsonb } from '@/lib/to-jsonb';
import { STORE_CHANGE } from './start-agent.sql';

/** Keeps what the commit of an agent changes; whoever handed it in, without what no database holds. Database uuids. */
export async function storeChange(
  runs: Runs,
  { workspaceId, agentId }: { workspaceId: string; agentId: string },
  { files, patch, truncated }: z.infer<typeof CommitChanges>,
): Promise<void> {
  const values = [agentId, workspaceId, toJsonb(files), patch.replaceAll('\0', '\uFFFD'), truncated];
  await runs.query(STORE_CHANGE, values);
}
