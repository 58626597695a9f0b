import { validateFlow } from '@/contract/flow-calls';
import { openDashboard } from '../../server/dashboard';
import { sayCount } from '../../terminal/quantities';
import { print, printJson } from '../../terminal/say';
import type { FileOptions } from '../flows';
import { countErrors, printFaults } from './print-faults';
import { readFlowFile } from './read-flow-file';

/** Prints every fault of a file with its place; sets the exit code. */
export async function validateFlowFile(file: string, options: FileOptions): Promise<void> {
  const content = await readFlowFile(file);
  const { format, tag } = options;
  const seen = await openDashboard(options).call(validateFlow, { body: { content, format, tag } });
  const errors = countErrors(seen.faults);
  if (options.json) return printJson({ data: seen });
  for (const note of seen.notes) print(note);
  printFaults(seen.faults);
  const size = `${sayCount(seen.nodes, 'node')}, ${sayCount(seen.edges, 'edge')} (${seen.format})`;
  print(errors > 0 ? `${size}: ${sayCount(errors, 'fault')}; it cannot run.` : `${size}: it can run.`);
}
