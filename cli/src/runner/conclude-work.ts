import { join } from 'node:path';
import { racePoint } from '../config/race-point';
import { cleanText } from '../terminal/clean-text';
import { isBroken } from '../verify/run-check';
import { changesBetween } from '../workspace/changes';
import { commitTree, moveBranch, treeOf } from '../workspace/commit';
import { branchRef, resolveCommit } from '../workspace/git';
import { isRemote, sendCommit } from '../workspace/travel';
import type { LiveAgent } from './live-agent';
import { failed, type Result, succeeded } from './result';
import type { RoundsEnd } from './rounds';
import { shortenAnswer } from './shorten-answer';

/**
 * Turns what an agent left into a commit on its branch and a result. The tree is the one from before the last
 * checks; the commit's parent is the base, whatever the agent did to git itself.
 */
export async function concludeWork(
  agent: LiveAgent,
  end: RoundsEnd,
  given: { repo: string; base: string },
): Promise<Result> {
  const { repo, base } = given;
  const { assignment } = agent;
  const words = shortenAnswer(agent.redact(cleanText(end.turn.message)).trim());
  const broken = end.checks.filter(isBroken);
  if (end.tree === (await treeOf(repo, base))) {
    return end.turn.ok
      ? succeeded(words || 'Nothing was changed.', { baseSha: base })
      : failed(end.turn.reason ?? 'unknown', words, { baseSha: base, quotaUntil: end.turn.quotaUntil });
  }
  await agent.mayWrite();
  agent.phase('committing', `Commit on ${assignment.branch}`);
  const head = await commitTree({
    repo,
    tree: end.tree,
    parent: base,
    ref: assignment.taskRef,
    taskId: assignment.taskId,
    message: `${cleanText(assignment.task.title)}\n\n${words}`,
  });
  await moveBranch(
    repo,
    assignment.branch,
    head,
    (await resolveCommit(repo, branchRef(assignment.branch))) ?? base,
  );
  racePoint('committed');
  await sendAway(agent, repo, head);
  const changes = await changesBetween(repo, base, head);
  const facts = {
    baseSha: base,
    headSha: head,
    changes: { ...changes, patch: agent.redact(changes.patch) },
    checks: end.checks,
  };
  if (!end.turn.ok)
    return failed(end.turn.reason ?? 'unknown', words, { ...facts, quotaUntil: end.turn.quotaUntil });
  if (end.unresolved.length > 0)
    return failed(
      'merge_conflict',
      `Both versions still stand, between markers, in ${end.unresolved.slice(0, 5).join(', ')}.`,
      facts,
    );
  if (end.escaped.length > 0)
    return failed(
      'lock_escape',
      `Files of other tasks were written again and again. ${end.escaped[0]}`,
      facts,
    );
  if (broken.length > 0) {
    return failed(
      'checks_failed',
      `After all rounds these checks still do not pass: ${broken.map((check) => check.name).join(', ')}. ${words}`.slice(
        0,
        4000,
      ),
      facts,
    );
  }
  return succeeded(words || 'Done.', facts);
}

/** Puts the commit where the machine that is to check it finds it. Where that fails, the log says so, and so does that machine. */
async function sendAway(agent: LiveAgent, repo: string, commit: string): Promise<void> {
  const { sendsCommit, branch, project } = agent.assignment;
  if (!sendsCommit || !isRemote(project.repo)) return;
  agent.phase('sending', `The commit is sent to ${project.repo} for the machine that checks it`);
  const folder = join(agent.privateDir, 'to-remote');
  const why = await sendCommit({ repo, remote: project.repo, branch, commit, folder, signal: agent.signal });
  if (why) agent.log.note(`The commit could not be sent to ${project.repo}: ${why}`);
}
