import { getFlow } from '@/contract/flow-calls';
import { isBackEdge, kindOf, onOf } from '@/contract/flow-settings';
import { openDashboard } from '../../server/dashboard';
import { printJson } from '../../terminal/say';
import { printFacts, printTable } from '../../terminal/table';
import type { VersionOptions } from '../flows';
import { readWhole } from '../read-amount';
import { printFaults } from './print-faults';

/** Prints one flow: what it is, its nodes with what each waits for, its faults. */
export async function showFlow(ref: string, options: VersionOptions): Promise<void> {
  const version = options.at === undefined ? undefined : readWhole(options.at, '--at');
  const flow = await openDashboard(options).call(getFlow, { params: { id: ref }, query: { version } });
  if (options.json) return printJson({ data: flow });
  printFacts([
    ['flow', `${flow.ref}  ${flow.name}`],
    ['project', flow.projectName],
    [
      'version',
      flow.shownVersion === flow.version ? `${flow.version}` : `${flow.shownVersion} of ${flow.version}`,
    ],
    ['about', flow.description],
  ]);
  const waits = new Map<string, string[]>();
  for (const edge of flow.document.edges) {
    const on = onOf(edge) ?? 'never';
    const how = isBackEdge(edge)
      ? ` (again, ${edge.maxIterations} times at most)`
      : on === 'success'
        ? ''
        : ` (${on})`;
    waits.set(edge.target, [...(waits.get(edge.target) ?? []), `${edge.source}${how}`]);
  }
  printTable(
    ['NODE', 'KIND', 'IN', 'WAITS FOR', 'LABEL'],
    flow.document.nodes.map((node) => [
      node.id,
      kindOf(node),
      node.parent ?? '',
      (waits.get(node.id) ?? []).join(', '),
      node.label ?? '',
    ]),
  );
  printFaults(flow.faults);
}
