import { executeFlow, type FlowRun } from '@/contract/flow-run';
import { openDashboard } from '../../server/dashboard';
import { print, printJson } from '../../terminal/say';
import { chooseProject, sayWhichProject } from '../choose-project';
import type { RunOptions } from '../flow-runs';
import { readWhole } from '../read-amount';
import { findDocument, isKept } from './find-document';
import { readInputs } from './read-inputs';

/** Starts a run of a flow that is kept, or of a file. */
export async function runFlow(named: string, options: RunOptions): Promise<void> {
  const dashboard = openDashboard(options);
  const inputs = readInputs(options.input);
  const version = options.at === undefined ? undefined : readWhole(options.at, '--at');
  const body = isKept(named)
    ? { flowId: named, version, inputs }
    : {
        flow: await findDocument(dashboard, named),
        inputs,
        projectId: await chooseProject(dashboard, options.project),
      };
  const run = await dashboard.call(executeFlow, { body }).catch(sayWhichProject(dashboard, options.project));
  if (options.json) return printJson({ data: run });
  print(`${run.id}  ${run.name}: ${sayCounts(run)}. How it stands: flows steps ${run.id}`);
}

/** How many steps of a run stand where: `2 running, 5 waiting`. */
export const sayCounts = ({ counts }: Pick<FlowRun, 'counts'>): string =>
  Object.entries(counts)
    .map(([status, n]) => `${n} ${status}`)
    .join(', ') || 'no steps';
