import { exportFlow } from '@/contract/flow-calls';
import { openDashboard } from '../../server/dashboard';
import { printJson } from '../../terminal/say';
import type { VersionOptions } from '../flows';
import { readWhole } from '../read-amount';

/** Prints a flow as flow.json. */
export async function exportOneFlow(ref: string, options: VersionOptions): Promise<void> {
  const version = options.at === undefined ? undefined : readWhole(options.at, '--at');
  printJson(await openDashboard(options).call(exportFlow, { params: { id: ref }, query: { version } }));
}
