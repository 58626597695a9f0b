import type { QueryOf, ReturnsOf } from '@/contract/endpoint';
import type { FlowDocument } from '@/contract/flow';
import type { diffFlow as endpoint } from '@/contract/flow-calls';
import { diffFlows } from '@/contract/flow-diff';
import type { Tx } from '@/lib/db';
import { findFlow, findVersion } from './find-flow';

/** What two versions of a flow differ in; the newest and the one before unless told. Throws NOT_FOUND. */
export async function diffVersions(
  tx: Tx,
  ref: string,
  query: QueryOf<typeof endpoint>,
): Promise<ReturnsOf<typeof endpoint>> {
  const flow = await findFlow(tx, ref);
  const to = query.to ?? flow.version;
  const from = query.from ?? Math.max(1, to - 1);
  const [before, after] = [await findVersion(tx, flow, from), await findVersion(tx, flow, to)];
  return { from, to, ...diffFlows(before.document as FlowDocument, after.document as FlowDocument) };
}
