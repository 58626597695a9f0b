import { diffFlow } from '@/contract/flow-calls';
import type { FlowDiff } from '@/contract/flow-diff';
import { openDashboard } from '../../server/dashboard';
import { print, printJson } from '../../terminal/say';
import type { DiffOptions } from '../flows';
import { readWhole } from '../read-amount';

/** Prints what two versions of a flow differ in. */
export async function diffOneFlow(ref: string, options: DiffOptions): Promise<void> {
  const from = options.from === undefined ? undefined : readWhole(options.from, '--from');
  const to = options.to === undefined ? undefined : readWhole(options.to, '--to');
  const diff = await openDashboard(options).call(diffFlow, { params: { id: ref }, query: { from, to } });
  if (options.json) return printJson({ data: diff });
  print(`${ref}: version ${diff.from} to ${diff.to}${diff.same ? ': the same' : ''}`);
  for (const change of diff.flow) print(`~ ${say(change)}`);
  printPart('node', diff.nodes);
  printPart('edge', diff.edges);
}

function printPart(word: string, { added, removed, changed }: FlowDiff['nodes']): void {
  for (const id of added) print(`+ ${word} ${id}`);
  for (const id of removed) print(`- ${word} ${id}`);
  for (const { id, changes } of changed)
    for (const change of changes) print(`~ ${word} ${id}: ${say(change)}`);
}

const say = ({ path, from, to }: FlowDiff['flow'][number]) => `${path}: ${told(from)} → ${told(to)}`;

const told = (value: unknown) => (value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 200));
