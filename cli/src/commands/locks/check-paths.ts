import { checkLocks } from '@/contract/lock';
import { openDashboard } from '../../server/dashboard';
import { EXIT } from '../../terminal/failure';
import { print, printJson } from '../../terminal/say';
import { chooseProject, sayWhichProject } from '../choose-project';
import type { ProjectOption } from '../locks';

/** Says whether paths are free, and who holds those that are not; sets the exit code. */
export async function checkPaths(paths: string[], options: ProjectOption): Promise<void> {
  const dashboard = openDashboard(options);
  const projectId = await chooseProject(dashboard, options.project);
  const answer = await dashboard
    .call(checkLocks, { body: { projectId, files: paths } })
    .catch(sayWhichProject(dashboard, options.project));
  if (!answer.available) process.exitCode = EXIT.failure;
  if (options.json) return printJson({ data: answer });
  if (answer.available) print('Free: nothing of this is locked.');
  for (const { path, taskRef, pattern } of answer.heldBy)
    print(`${path} is held by ${taskRef}${pattern === path ? '' : ` (${pattern})`}`);
  for (const { path, taskRef, pattern } of answer.expected)
    print(`${path} is wanted by ${taskRef} too (${pattern}): they take turns.`);
  for (const likely of answer.likely)
    print(
      `${likely.path} of ${likely.taskRef} changed with this in ${likely.together} of ${likely.of} ${likely.in}: they may meet.`,
    );
}
