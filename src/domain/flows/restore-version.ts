import type { FlowDocument } from '@/contract/flow';
import type { FlowDetail } from '@/contract/flow-calls';
import type { Tx } from '@/lib/db';
import type { Runs } from '@/lib/pool';
import { findFlow, findVersion } from './find-flow';
import { saveFlow } from './save-flow';

/** Saves the document of an earlier version as the next one. Throws NOT_FOUND. */
export async function restoreVersion(
  tx: Tx,
  runs: Runs,
  author: { workspaceId: string; userId: string },
  ref: string,
  version: number,
): Promise<FlowDetail> {
  const { document } = await findVersion(tx, await findFlow(tx, ref), version);
  const note = `Restored version ${version}`;
  return saveFlow(tx, runs, author, ref, { document: document as FlowDocument, note });
}
