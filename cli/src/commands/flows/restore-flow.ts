import { restoreFlow } from '@/contract/flow-calls';
import { type DashboardOptions, openDashboard } from '../../server/dashboard';
import { print, printJson } from '../../terminal/say';
import { readWhole } from '../read-amount';

/** Saves an earlier version of a flow as its newest. */
export async function restoreOneFlow(ref: string, version: string, options: DashboardOptions): Promise<void> {
  const body = { version: readWhole(version, 'version') };
  const flow = await openDashboard(options).call(restoreFlow, { params: { id: ref }, body });
  if (options.json) return printJson({ data: flow });
  print(`${flow.ref} is at version ${flow.version}, which is what version ${body.version} was.`);
}
