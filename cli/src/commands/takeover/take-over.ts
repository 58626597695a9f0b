import { existsSync } from 'node:fs';
import { type Agent, listAgents } from '@/contract/agent';
import { handInTask, takeOverTask } from '@/contract/takeover';
import type { Task } from '@/contract/task';
import { getTask, retryTask } from '@/contract/task-calls';
import { readFolder } from '../../config/read-folder';
import { loadConnection, needConnection } from '../../config/store';
import { worktreeFolder } from '../../runner/agent-folder';
import { repositoryFolders } from '../../runner/find-repositories';
import { type Dashboard, openDashboard } from '../../server/dashboard';
import { Failure } from '../../terminal/failure';
import { print, printJson } from '../../terminal/say';
import { changesBetween } from '../../workspace/changes';
import { checkpointRef, commitTree, keepCheckpoint, treeOf } from '../../workspace/commit';
import { branchRef, git, resolveCommit } from '../../workspace/git';
import { snapshotTree } from '../../workspace/snapshot';
import { addWorktree, removeWorktree } from '../../workspace/worktree';
import { readTaskRef } from '../read-ref';
import type { TakeoverOptions } from '../takeover';
import { findHandWork, forgetHandWork, type HandWork, handFolder, noteHandWork } from './hand-work';

/** Lays out the work of a task for a person, hands it in, or gives the task back. */
export async function takeOver(given: string, options: TakeoverOptions): Promise<void> {
  if (options.done && options.back)
    throw new Failure('WRONG_USAGE', 'Either --done or --back, not both.', 'usage');
  const dashboard = openDashboard(options);
  const task = await dashboard.call(getTask, { params: { id: readTaskRef(given) } });
  if (options.done) return handIn(dashboard, task, options);
  if (options.back) return giveBack(dashboard, task, options);
  const there = findHandWork(task.id);
  const found = there ? null : await findWork(dashboard, task, options);
  const work = there ?? found!.work;
  const taken = await dashboard.call(takeOverTask, { params: { id: task.ref }, body: {} });
  if (found) {
    const { repo, worktree: folder, branch } = work;
    if (!existsSync(folder)) await addWorktree({ repo, folder, branch, commit: found.commit });
    noteHandWork(work);
  }
  const resume = work.sessionId && work.engine === 'claude-code' ? `claude --resume ${work.sessionId}` : null;
  if (options.json) return printJson({ data: { task: taken, ...work, resume } });
  print(`${task.ref} is held for you: nobody claims it meanwhile. Its work stands here:`);
  print(`  cd ${work.worktree}`);
  print(
    resume
      ? `Go on in its session with: ${resume}`
      : 'Its engine keeps no session that could be gone on with.',
  );
  print(`Hand it in:   agent-orchestrator takeover ${task.ref} --done`);
  print(`Give it back: agent-orchestrator takeover ${task.ref} --back`);
}

/** Where the last agent left its work: what was kept of an end in the middle, else its branch, else where it began. */
async function findWork(
  dashboard: Dashboard,
  task: Task,
  options: TakeoverOptions,
): Promise<{ work: HandWork; commit: string }> {
  const { items } = await dashboard.list(listAgents, { query: { taskId: task.ref, limit: 100 } });
  const agent = items.filter(({ kind }) => kind === 'work').sort((a, b) => b.attempt - a.attempt)[0];
  const folder = options.dir ?? loadConnection()?.connection.directory ?? '.';
  for (const repo of agent?.baseSha ? repositoryFolders(readFolder(folder)) : []) {
    const commit = await leftIn(repo, agent!);
    if (!commit) continue;
    const work = {
      taskRef: task.ref,
      taskId: task.id,
      repo,
      // The engine finds its session by the folder that it worked in.
      worktree: worktreeFolder(agent!.id),
      branch: `takeover/${task.ref}`,
      baseSha: agent!.baseSha!,
      sessionId: agent!.engineSessionId,
      engine: agent!.engine,
    };
    return { work, commit };
  }
  throw new Failure(
    'NOTHING_KEPT',
    `No repository in ${folder} has work of ${task.ref}.${agent ? ` Its last agent worked on ${agent.runnerName}: run this there.` : ''}`,
  );
}

async function leftIn(repo: string, { taskRef, attempt, branch, baseSha }: Agent): Promise<string | null> {
  const kept = await resolveCommit(repo, checkpointRef(taskRef, attempt));
  return (
    kept ?? (branch ? await resolveCommit(repo, branchRef(branch)) : null) ?? resolveCommit(repo, baseSha!)
  );
}

function needWork(task: Task): HandWork {
  const work = findHandWork(task.id);
  if (work) return work;
  throw new Failure(
    'NOT_TAKEN_OVER',
    `${task.ref} was not taken over on this machine. Begin with: agent-orchestrator takeover ${task.ref}`,
  );
}

/** Everything that stands in the working tree, as one commit on where the agent's work began. */
async function commitWork({ worktree, repo, branch, baseSha, taskRef, taskId }: HandWork, title: string) {
  const tree = await snapshotTree(worktree, handFolder(taskId));
  if (tree === (await treeOf(repo, baseSha)))
    throw new Failure(
      'NO_CHANGES',
      `The working tree of ${taskRef} is as it was: there is nothing to hand in.`,
    );
  const head = await commitTree({ repo, tree, parent: baseSha, ref: taskRef, taskId, message: title });
  await git(repo, 'update-ref', [branchRef(branch), head]);
  return head;
}

async function handIn(dashboard: Dashboard, task: Task, options: TakeoverOptions): Promise<void> {
  const work = needWork(task);
  const { runnerId } = needConnection().connection;
  const { repo, branch, baseSha, worktree } = work;
  const headSha = await commitWork(work, task.title);
  const changes = await changesBetween(repo, baseSha, headSha);
  const handed = await dashboard.call(handInTask, {
    params: { id: task.ref },
    body: { runnerId, branch, baseSha, headSha, changes },
  });
  await removeWorktree(repo, worktree);
  forgetHandWork(task.id);
  if (options.json) return printJson({ data: handed });
  print(
    `${task.ref} is handed in as ${headSha.slice(0, 10)}: its checks run next, then somebody reviews it.`,
  );
}

async function giveBack(dashboard: Dashboard, task: Task, options: TakeoverOptions): Promise<void> {
  const work = findHandWork(task.id);
  if (work) {
    const tree = await snapshotTree(work.worktree, handFolder(task.id));
    const { repo, taskRef, taskId, baseSha } = work;
    const own = branchRef(`ao/${taskRef}/${task.attempt}`);
    const committed = await resolveCommit(repo, own);
    // What the agent itself had left stays reachable.
    for (const earlier of [committed, await resolveCommit(repo, checkpointRef(taskRef, task.attempt))])
      if (earlier)
        await git(repo, 'update-ref', [`refs/ao/kept/takeover/${taskRef}/${earlier.slice(0, 12)}`, earlier]);
    const attempt = { ref: taskRef, taskId, attempt: task.attempt };
    const kept = await keepCheckpoint({ repo, tree, parent: baseSha, ...attempt });
    // A branch comes before what was kept beside it: the next agent is to find what the person left.
    if (committed) await git(repo, 'update-ref', [own, kept, committed]);
  }
  const queued = await dashboard.call(retryTask, {
    params: { id: task.ref },
    body: { guidance: options.text },
  });
  if (work) {
    await removeWorktree(work.repo, work.worktree);
    forgetHandWork(task.id);
  }
  if (options.json) return printJson({ data: queued });
  print(`${task.ref} is queued again.${work ? ' What stood in the working tree is kept.' : ''}`);
}
