import { readFolder } from '../../config/read-folder';
import { loadConnection } from '../../config/store';
import { leftAgents } from '../../runner/agent-folder';
import { repositoryFolders } from '../../runner/find-repositories';
import { Failure } from '../../terminal/failure';
import { sayAge } from '../../terminal/quantities';
import { print, printJson } from '../../terminal/say';
import { printTable } from '../../terminal/table';
import { git } from '../../workspace/git';
import { type Kept, listKept, reapMerged, restoreKept } from '../../workspace/kept-work';
import { readWhole } from '../read-amount';
import { readTaskRef } from '../read-ref';
import type { RecoverOptions } from '../recover';

/** Lists what this machine keeps, forgets what is merged, or makes a branch of a task's kept work. */
export async function recoverWork(task: string | undefined, options: RecoverOptions): Promise<void> {
  const folder = options.dir ?? loadConnection()?.connection.directory ?? '.';
  const repos = repositoryFolders(readFolder(folder));
  if (options.clean) return clean(repos, options);
  const kept = (await Promise.all(repos.map(listKept))).flat();
  if (!task) return list(kept, options);
  const ref = readTaskRef(task);
  const attempt = options.attempt === undefined ? null : readWhole(options.attempt, '--attempt');
  const found = kept
    .filter((one) => one.taskRef === ref || one.taskId === ref)
    .filter((one) => attempt === null || one.attempt === attempt)
    .sort((a, b) => b.attempt - a.attempt)[0];
  if (!found)
    throw new Failure(
      'NOTHING_KEPT',
      `No repository in ${folder} keeps work of ${ref}${attempt === null ? '' : `, attempt ${attempt}`}. agent-orchestrator recover lists what there is.`,
    );
  const branch = await restoreKept(found);
  if (options.json) return printJson({ data: { ...found, branch } });
  print(
    `The work of ${found.taskRef}, attempt ${found.attempt} (${found.files} files), is on branch ${branch}.`,
  );
  print(`Look at it: git -C ${found.repo} diff ${branch}^ ${branch}`);
}

function list(kept: Kept[], options: RecoverOptions): void {
  const open = leftAgents().filter(({ worktree }) => worktree !== null);
  if (options.json) {
    printJson({ data: { kept, worktrees: open } });
    return;
  }
  if (kept.length === 0 && open.length === 0) print('This machine keeps no unfinished work.');
  if (kept.length > 0)
    printTable(
      ['TASK', 'ATTEMPT', 'KEPT', 'FILES', 'REPOSITORY'],
      kept.map(({ taskRef, attempt, keptAt, files, repo }) => [
        taskRef,
        String(attempt),
        sayAge(keptAt),
        String(files),
        repo,
      ]),
    );
  for (const { taskRef, attempt, worktree } of open)
    print(
      `${taskRef}, attempt ${attempt}, has its working tree still: ${worktree}. The next start keeps what is in it.`,
    );
}

async function clean(repos: string[], options: RecoverOptions): Promise<void> {
  const gone: Kept[] = [];
  for (const repo of repos) {
    const branch = await git(repo, 'symbolic-ref', ['--short', 'HEAD']).catch(() => null);
    if (branch) gone.push(...(await reapMerged(repo, branch, 0)));
  }
  if (options.json) return printJson({ data: gone });
  print(
    gone.length === 0
      ? 'Nothing was forgotten: no kept work is proven to be merged.'
      : `Forgot ${gone.length} that are merged.`,
  );
  for (const { taskRef, attempt, commit } of gone)
    print(`${taskRef}, attempt ${attempt} (${commit.slice(0, 10)})`);
}
