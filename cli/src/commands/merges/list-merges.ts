import { listMerges, type MergeLine } from '@/contract/merge';
import { type DashboardOptions, openDashboard } from '../../server/dashboard';
import { sayAge } from '../../terminal/quantities';
import { print, printJson } from '../../terminal/say';
import { printTable } from '../../terminal/table';
import { chooseProject } from '../choose-project';

/** Prints the line of each branch, with what came back from it and what has landed. */
export async function listMergeLines(options: DashboardOptions & { project?: string }): Promise<void> {
  const dashboard = openDashboard(options);
  const projectId = await chooseProject(dashboard, options.project);
  const { lines } = await dashboard.call(listMerges, { query: { projectId } });
  if (options.json) return printJson({ data: { lines } });
  if (lines.length === 0) return print('Nothing stands in line.');
  for (const [i, line] of lines.entries()) {
    if (i > 0) print('');
    print(`${line.projectName}, into ${line.branch}`);
    printTable(['TASK', 'HOW', 'SINCE', 'WHAT'], rowsOf(line));
  }
}

const rowsOf = ({ standing, returned, landed }: MergeLine): string[][] => [
  ...standing.map((one) => [one.taskRef, one.state, sayAge(one.since), one.sentence]),
  ...returned.map((one) => [one.taskRef, 'came back', sayAge(one.at), sayReturned(one)]),
  ...landed.map((one) => [one.taskRef, 'landed', sayAge(one.at), one.mergedSha.slice(0, 12)]),
];

const sayReturned = ({ tests, sentence, reason }: MergeLine['returned'][number]): string =>
  tests.length > 0 ? `${tests.map((test) => `“${test}”`).join(', ')} fails` : sentence || reason;
