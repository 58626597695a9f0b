import { simulateFlow } from '@/contract/flow-run';
import { openDashboard } from '../../server/dashboard';
import { Failure } from '../../terminal/failure';
import { print, printJson } from '../../terminal/say';
import { printTable } from '../../terminal/table';
import type { SimulateOptions } from '../flow-runs';
import { readWhole } from '../read-amount';
import { findDocument } from './find-document';
import { printFaults } from './print-faults';
import { readInputs } from './read-inputs';
import { sayCounts } from './run-flow';

/** Prints what a run would come to, wave by wave. */
export async function simulateOneFlow(named: string, options: SimulateOptions): Promise<void> {
  const failures = Number(options.failures);
  if (!(failures >= 0 && failures <= 1))
    throw new Failure('VALUE_MALFORMED', `“${options.failures}” is no share. Give one from 0 to 1.`, 'usage');
  const dashboard = openDashboard(options);
  const body = {
    flow: await findDocument(dashboard, named),
    inputs: readInputs(options.input),
    failures,
    seed: readWhole(options.seed, '--seed'),
    items: readWhole(options.items, '--items'),
  };
  const seen = await dashboard.call(simulateFlow, { body });
  if (options.json) return printJson({ data: seen });
  printFaults(seen.faults);
  printTable(
    ['WAVE', 'NODE', 'STATUS', 'WHY'],
    seen.steps.map(({ wave, nodeId, part, status, reason }) => [
      wave === null ? '' : String(wave),
      part ? `${nodeId} ${part}` : nodeId,
      status,
      reason ?? '',
    ]),
  );
  print(`It would be ${seen.status}: ${sayCounts(seen)}.`);
}
