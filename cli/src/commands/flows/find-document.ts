import type { FlowDocument } from '@/contract/flow';
import { exportFlow, importFlow } from '@/contract/flow-calls';
import type { Dashboard } from '../../server/dashboard';
import { Failure } from '../../terminal/failure';
import { readFlowFile } from './read-flow-file';

/** Whether somebody names a flow that is kept, not a file. */
export const isKept = (named: string): boolean => /^(FLOW-\d+|flow_[0-9a-f]{32})$/.test(named);

/** The document of a flow that is kept, or of a file in any format. Throws a Failure where a file is no flow. */
export async function findDocument(dashboard: Dashboard, named: string): Promise<FlowDocument> {
  if (isKept(named)) return dashboard.call(exportFlow, { params: { id: named }, query: {} });
  const body = { content: await readFlowFile(named), dryRun: true };
  const { document, faults } = await dashboard.call(importFlow, { body });
  if (document) return document;
  const first = faults[0] ? ` ${faults[0].message}` : '';
  throw new Failure('NO_FLOW', `${named} is no flow.${first} Ask for all faults: flows validate.`, 'usage');
}
