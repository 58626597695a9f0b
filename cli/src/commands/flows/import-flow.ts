import { importFlow } from '@/contract/flow-calls';
import { openDashboard } from '../../server/dashboard';
import { sayCount } from '../../terminal/quantities';
import { print, printJson } from '../../terminal/say';
import { chooseProject } from '../choose-project';
import type { ImportOptions } from '../flows';
import { countErrors, printFaults } from './print-faults';
import { readFlowFile } from './read-flow-file';

/** Ten thousand nodes take the server longer than other calls do: milliseconds. */
const PATIENCE_MS = 60_000;

/** Creates a flow from a file and prints its faults; sets the exit code. */
export async function importFlowFile(file: string, options: ImportOptions): Promise<void> {
  const content = await readFlowFile(file);
  const dashboard = openDashboard(options);
  const projectId = await chooseProject(dashboard, options.project);
  const { format, tag, name } = options;
  const body = { content, format, tag, name, projectId, dryRun: options.dryRun === true };
  const answer = await dashboard.call(importFlow, { body, timeoutMs: PATIENCE_MS });
  const errors = countErrors(answer.faults);
  if (options.json) return printJson({ data: answer });
  for (const note of answer.notes) print(note);
  printFaults(answer.faults);
  const { document, flow } = answer;
  if (!document) return print('Its shape is wrong; nothing was created.');
  const size = `${sayCount(document.nodes.length, 'node')}, ${sayCount(document.edges.length, 'edge')}`;
  const faults = errors > 0 ? `; ${sayCount(errors, 'fault')} to mend before it runs` : '';
  print(
    flow
      ? `${flow.ref}  ${flow.name}: ${size}${faults}.`
      : `${document.name} would be created: ${size}${faults}.`,
  );
}
