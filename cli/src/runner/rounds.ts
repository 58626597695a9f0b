import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { reportChecks } from '@/contract/attempt';
import type { CheckSpec } from '@/contract/project';
import type { EngineSession, Turn } from '../engines/engine';
import { withRetries } from '../server/retry';
import type { Baseline } from '../verify/baseline';
import { compareChecks } from '../verify/compare-checks';
import { type CheckOutcome, type CheckPlace, isBroken, runCheck } from '../verify/run-check';
import { stillMarked } from '../workspace/carry-over';
import { changedPaths } from '../workspace/changes';
import { snapshotTree, untrackedFiles } from '../workspace/snapshot';
import { linksLeavingTree, undoPaths } from '../workspace/undo-paths';
import type { LiveAgent } from './live-agent';
import type { Mail } from './mail';
import { failedChecksPrompt, undonePrompt, unresolvedPrompt } from './prompt';
import type { TreeWatch } from './tree-watch';
import { undone, type WriteGate } from './write-gate';

type Spec = z.infer<typeof CheckSpec>;

export interface Rounds {
  agent: LiveAgent;
  session: EngineSession;
  gate: WriteGate;
  watch: TreeWatch;
  worktree: string;
  baseSha: string;
  place: CheckPlace;
  /** The checks for what has changed. */
  checksFor(changed: string[]): Promise<Spec[]>;
  /** Files that set-up left behind; what checks leave behind is added. */
  litter: Set<string>;
  /** How checks end where the work began: what failed there is not the agent's to mend. */
  baseline: Baseline;
  mail: Mail;
  /** Files in which markers of a conflict stood when the work began. */
  conflicts: string[];
}

export interface RoundsEnd {
  turn: Turn;
  /** The working tree as the agent left it, before checks could write into it. */
  tree: string;
  checks: CheckOutcome[];
  /** Another task's files that were written all the same, and undone. */
  escaped: string[];
  /** Files in which two versions still stand between markers. */
  unresolved: string[];
}

/**
 * Lets the agent take its turns: prompt, checks, what failed back into the same session, until the checks
 * pass, the rounds are used up, or the engine gives up. What people say between two turns is heard in the next one.
 */
export async function takeTurns(rounds: Rounds, prompt: string): Promise<RoundsEnd> {
  const { agent, session, watch, worktree, baseSha, litter, mail } = rounds;
  const { maxRounds } = agent.assignment.limits;
  let message = prompt;
  /** Rounds that people asked for: they take none from the checks. */
  let extra = 0;
  for (let round = 0; ; round++) {
    await agent.hold();
    const said = mail.take();
    const turn = await watch.during(
      session.say([message, said.text].filter(Boolean).join('\n\n'), said.ids),
      (text) => session.tell({ id: randomUUID(), text }),
    );
    agent.setUsage(turn.usage);
    const { tree, changed, escaped } = await settle(rounds);
    const unresolved = await stillMarked(worktree, tree, rounds.conflicts);
    if (!turn.ok || agent.signal.aborted) return { turn, tree, checks: [], escaped, unresolved };
    const untold = [...watch.untold(), ...escaped];
    if (untold.length > 0 && round < maxRounds + extra) {
      agent.phase('working', `Undid writes to files of other tasks: ${untold.length}`);
      message = undonePrompt(untold);
      continue;
    }
    if (unresolved.length > 0) {
      if (round >= maxRounds + extra) return { turn, tree, checks: [], escaped, unresolved };
      message = unresolvedPrompt(unresolved);
      continue;
    }
    const specs = changed.length > 0 ? await rounds.checksFor(changed) : [];
    const checks = await runChecks(rounds, specs, round);
    for (const path of await untrackedFiles(worktree)) if (!changed.includes(path)) litter.add(path);
    const broken = checks.filter(isBroken);
    if (broken.length === 0 && !agent.signal.aborted && (await mail.look())) {
      message = '';
      extra++;
      continue;
    }
    if (broken.length === 0 || round >= maxRounds + extra || agent.signal.aborted)
      return { turn, tree, checks, escaped, unresolved };
    agent.phase(
      'working',
      `Checks failed (${broken.map((check) => check.name).join(', ')}); round ${round + 2} of ${maxRounds + extra + 1}`,
    );
    message = failedChecksPrompt(broken, maxRounds + extra - round - 1);
  }

  /** Takes a snapshot, after undoing what may not be part of it. */
  async function settle({ gate }: Rounds): Promise<{ tree: string; changed: string[]; escaped: string[] }> {
    let tree = await snapshotTree(worktree, agent.privateDir, litter);
    let changed = await changedPaths(worktree, baseSha, tree);
    if (changed.length === 0 || agent.signal.aborted) return { tree, changed, escaped: [] };
    const leaving = linksLeavingTree(worktree, changed);
    const held = await gate.settle(changed.filter((path) => !leaving.includes(path)));
    const undo = [...leaving, ...held.map(({ path }) => path).filter((path) => changed.includes(path))];
    if (undo.length === 0) return { tree, changed, escaped: [] };
    await undoPaths(worktree, baseSha, undo);
    tree = await snapshotTree(worktree, agent.privateDir, litter);
    changed = await changedPaths(worktree, baseSha, tree);
    const escaped = [
      ...leaving.map((path) => `${path} is a link that leads out of the working tree.`),
      ...held.map(undone),
    ];
    for (const sentence of escaped) agent.log.note(sentence);
    return { tree, changed, escaped };
  }
}

async function runChecks(
  { agent, place, baseline }: Rounds,
  specs: Spec[],
  round: number,
): Promise<CheckOutcome[]> {
  const checks: CheckOutcome[] = [];
  for (const spec of specs) {
    await agent.hold();
    if (agent.signal.aborted) break;
    agent.phase('checking', `Check ${spec.name}`);
    const check = await runCheck(spec, place);
    const before = isBroken(check) ? (await baseline.outcomes([spec])).get(spec.name) : undefined;
    checks.push(before ? compareChecks(check, before) : check);
  }
  if (checks.length > 0 && !agent.signal.aborted) {
    const answer = await withRetries(
      () =>
        agent.call(reportChecks, {
          params: { id: agent.assignment.agentId },
          body: { round, checks },
          signal: agent.signal,
        }),
      { signal: agent.signal },
    );
    agent.onDesired(answer.desired);
  }
  return checks;
}
