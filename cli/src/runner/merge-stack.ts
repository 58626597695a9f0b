import { MERGE_PHASE } from '@/contract/merge';
import { isAncestor } from '../workspace/commit';
import { commitId, resolveCommit } from '../workspace/git';
import { landedAs, rebaseCommit } from '../workspace/rebase-commit';
import type { Leave, Waiting } from './merge-waiting';
import { failed, succeeded } from './result';

/** A merge agent's work, laid over that of those before it. */
export interface Laid {
  waiting: Waiting;
  commit: string;
}

/** Where commits that were laid for a task are kept while they are being proven: beside its work, never in its place. */
export const laidRefs = (taskRef: string) => `ao-merge/${taskRef}`;
export const laidBranch = ({ agent }: Waiting) =>
  `${laidRefs(agent.assignment.taskRef)}/${agent.assignment.attempt}`;

/**
 * Lays the work of a group over the tip of its branch, in order. Who is on the branch already, or conflicts with what
 * is there, leaves with that as the result; who conflicts with one of the group alone is left out, and stays in line.
 */
export async function stackUp(group: Waiting[], tip: string, leave: Leave): Promise<Laid[]> {
  const laid: Laid[] = [];
  for (const waiting of group) {
    const { repo, branch, head, agent } = waiting;
    const { taskId, taskRef, baseSha } = agent.assignment;
    const facts = { baseSha, headSha: head };
    if (!(await resolveCommit(repo, commitId(head)))) {
      const message = `Commit ${head.slice(0, 10)} is not in this machine’s copy.`;
      leave(waiting, failed('base_missing', message, facts));
      continue;
    }
    const landed = await landedAs({ repo, tip, head, taskId });
    if (landed) {
      const message = `${branch} contains ${landed.slice(0, 10)} already.`;
      leave(waiting, succeeded(message, { ...facts, mergedSha: landed }));
      continue;
    }
    const onto = laid.at(-1)?.commit ?? tip;
    if (await isAncestor(repo, onto, head)) {
      laid.push({ waiting, commit: head });
      continue;
    }
    const over = (commit: string) =>
      rebaseCommit({ repo, onto: commit, head, keepAs: laidBranch(waiting), ref: taskRef, taskId });
    const rebased = await over(onto);
    if ('commit' in rebased) {
      laid.push({ waiting, commit: rebased.commit });
      continue;
    }
    const alone = onto === tip ? rebased : await over(tip);
    if ('conflicts' in alone) {
      const message = `${branch} has moved on, and both have changed ${alone.conflicts.slice(0, 5).join(', ')}.`;
      leave(waiting, failed('merge_conflict', message, facts));
    } else {
      agent.phase(
        MERGE_PHASE.waiting,
        `Changes what ${laid.at(-1)?.waiting.agent.assignment.taskRef} does too`,
      );
    }
  }
  return laid;
}
