import type { ReturnsOf } from '@/contract/endpoint';
import type { FlowDocument } from '@/contract/flow';
import type { forecastFlow as endpoint } from '@/contract/flow-calls';
import { planFlow } from '@/contract/flow-plan';
import type { Tx } from '@/lib/db';
import type { Runs } from '@/lib/pool';
import { findFlow, findVersion } from './find-flow';
import { ROLE_HISTORY } from './role-history.sql';

interface Row {
  role: string;
  runs: number;
  ms_low: number;
  ms_high: number;
  micros_low: number;
  micros_high: number;
}

/** What a flow would do and take, by what its project's tasks took before. Nothing is run. Throws NOT_FOUND. */
export async function forecastFlow(
  tx: Tx,
  runs: Runs,
  workspaceId: string,
  ref: string,
  version?: number,
): Promise<ReturnsOf<typeof endpoint>> {
  const flow = await findFlow(tx, ref);
  const { document, version: shownVersion } = await findVersion(tx, flow, version);
  const rows = (await runs.query(ROLE_HISTORY, [workspaceId, flow.projectId])) as Row[];
  const history = rows.map((row) => ({
    role: row.role,
    runs: row.runs,
    ms: [row.ms_low, row.ms_high] as [number, number],
    micros: [row.micros_low, row.micros_high] as [number, number],
  }));
  return { shownVersion, history, ...planFlow(document as FlowDocument, history) };
}
