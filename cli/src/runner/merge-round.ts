import { MERGE_PHASE } from '@/contract/merge';
import { racePoint } from '../config/race-point';
import type { Proof } from '../verify/prove';
import { type CheckOutcome, isBroken } from '../verify/run-check';
import { branchRef, resolveCommit } from '../workspace/git';
import { mergeBranch } from '../workspace/merge-branch';
import { failingOf } from './failing-of';
import { type Laid, laidBranch, stackUp } from './merge-stack';
import { type Leave, namesOf, type Waiting } from './merge-waiting';
import { proveCommit } from './prove-commit';
import { failed, succeeded } from './result';
import { sayCulprit } from './say-culprit';

/** How often the branch may have moved under an agent’s merge. */
const MOST_MISSED = 3;

/**
 * One round of a line of merge agents: their work is laid over the branch in order, and the whole is proven at once.
 * Where it passes, the branch moves to it. Where not, halves are tried: what passes is merged, the first that breaks what
 * stands before it leaves with what fails, and the rest stays in line. Throws what broke the group as a whole.
 */
export async function mergeRound(group: Waiting[], leave: Leave): Promise<void> {
  const [first] = group;
  if (!first) return;
  const { repo, branch } = first;
  const tip = await resolveCommit(repo, branchRef(branch));
  if (!tip) {
    const message = `There is no branch ${branch} in this machine’s copy.`;
    for (const waiting of group) leave(waiting, failed('base_missing', message, factsOf(waiting)));
    return;
  }
  const laid = await stackUp(group, tip, leave);
  const [next] = laid;
  // What was proven where it stands needs no other proof.
  if (next && next.commit === next.waiting.head) return void (await land([next], null, leave));
  let landed = 0;
  let high = laid.length;
  let red: CheckOutcome | null = null;
  while (landed < high) {
    const culprit = laid[landed];
    if (red && culprit && high - landed === 1) {
      const before = laid.slice(0, landed).map(({ waiting }) => waiting);
      const message = sayCulprit({ check: red, branch, tip, before: namesOf(before) });
      const facts = { ...factsOf(culprit.waiting), failing: failingOf(red) };
      return leave(culprit.waiting, failed('checks_failed', message, facts));
    }
    const count: number = red ? landed + Math.floor((high - landed) / 2) : high;
    const part = laid.slice(landed, count);
    if (red) saySearch(part, laid.slice(count));
    const proof = await proveTop(part, { tip, searching: red !== null }, leave);
    if (!proof) return;
    racePoint(red ? 'merge-bisected' : 'merge-proven');
    // Checks that ran no test prove nothing of the new state: it is no better than a failed one.
    const bad = proof.checks.find((check) => isBroken(check) || check.status === 'none');
    if (bad) {
      red = bad;
      high = count;
    } else {
      if (!(await land(part, proof, leave))) return;
      landed = count;
    }
  }
}

/** Says to those of a broken group that are not being tried now what they stand behind. */
function saySearch(part: Laid[], rest: Laid[]): void {
  const tried = namesOf(part.map(({ waiting }) => waiting));
  for (const { waiting } of rest)
    waiting.agent.phase(MERGE_PHASE.bisecting, `Something breaks together; ${tried} first, to find out what`);
}

const factsOf = ({ agent, head }: Waiting) => ({ baseSha: agent.assignment.baseSha, headSha: head });

/** Proves the last of a part, and so all of it; null where that could not be ended, and everyone is to be looked at anew. */
async function proveTop(
  part: Laid[],
  { tip, searching }: { tip: string; searching: boolean },
  leave: Leave,
): Promise<Proof | null> {
  const top = part.at(-1);
  if (!top) return null;
  const { agent, machine, repo, branch } = top.waiting;
  const all = namesOf(part.map(({ waiting }) => waiting));
  const where = `${branch} at ${tip.slice(0, 10)}`;
  const phase = searching ? MERGE_PHASE.bisecting : MERGE_PHASE.merging;
  for (const { waiting } of part.slice(0, -1))
    waiting.agent.phase(phase, `${all} are proven together on ${where}`);
  agent.phase(phase, part.length > 1 ? `Proves ${all} together on ${where}` : `Proves ${all} on ${where}`);
  agent.deadline.resume();
  try {
    const proof = await proveCommit(agent, machine, {
      repo,
      branch: laidBranch(top.waiting),
      base: tip,
      commit: top.commit,
    });
    if (agent.signal.aborted) return null;
    if (!proof) {
      const message = `${branch} has moved on to ${tip.slice(0, 10)}. On top of it, the work could not be checked out.`;
      leave(top.waiting, failed('base_missing', message, factsOf(top.waiting)));
    }
    return proof;
  } finally {
    agent.deadline.pause();
  }
}

/** Moves the branch to the last of a part, and so to all of it; false where it has not moved. `proof` null: none was needed. */
async function land(part: Laid[], proof: Proof | null, leave: Leave): Promise<boolean> {
  const top = part.at(-1);
  if (!top) return false;
  const { repo, branch } = top.waiting;
  const agents = part.map(({ waiting }) => waiting.agent);
  for (const agent of agents) agent.phase(MERGE_PHASE.merging, `${branch} to ${top.commit.slice(0, 10)}`);
  for (;;) {
    // The server has not been heard for a while: once it is, the right to merge is there again, or lost for good.
    const may = await Promise.all(
      agents.map((agent) =>
        agent.mayWrite().then(
          () => true,
          () => false,
        ),
      ),
    );
    if (may.includes(false) || agents.some(({ signal }) => signal.aborted)) return false;
    const mayMove = () => agents.every((agent) => agent.isSure() && !agent.signal.aborted);
    racePoint('merge-before-move');
    const end = await mergeBranch({ repo, branch, head: top.commit, mayMove });
    if (end.merged) {
      racePoint('merge-moved');
      for (const one of part) leave(one.waiting, landedResult(one, part, end.from, proof));
      return true;
    }
    if (end.reason === 'not_sure') continue;
    for (const { waiting } of part) {
      waiting.missed++;
      if (end.reason !== 'merge_moved' || waiting.missed > MOST_MISSED)
        leave(waiting, failed(end.reason, end.message, factsOf(waiting)));
    }
    return false;
  }
}

function landedResult({ waiting, commit }: Laid, part: Laid[], from: string, proof: Proof | null) {
  const { branch, head } = waiting;
  const laid = commit === head ? '' : `, which is ${head.slice(0, 10)} on top of it`;
  const others = part.filter((one) => one.waiting !== waiting).map((one) => one.waiting);
  const together = others.length > 0 ? `, proven together with ${namesOf(others)}` : '';
  return succeeded(`${branch} moved from ${from.slice(0, 10)} to ${commit.slice(0, 10)}${laid}${together}.`, {
    baseSha: from,
    headSha: head,
    mergedSha: commit,
    checks: proof?.checks ?? [],
    provenSha: proof ? part.at(-1)?.commit : undefined,
  });
}
