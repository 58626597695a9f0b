import type { CheckRun, Proof } from '@/contract/check-run';
import { VerdictMark } from '../task/verdict';
import { CopyButton } from '../ui/copy-button';
import { EmptyState } from '../ui/empty-state';
import { Panel } from '../ui/panel';
import { CheckList } from './check-list';
import { FlagList } from './flag-list';
import { JudgedList } from './judged-list';
import { SignedBy } from './signed-by';

/** The authoritative run on the frozen commit first, then the rounds that led to it. */
export function ChecksView({ proof }: { proof: Proof }) {
  const rounds = byRound(proof.rounds);
  return (
    <div className="flex flex-col gap-5">
      <Panel
        title="On the frozen commit"
        id="frozen"
        actions={
          <span className="flex items-center gap-3">
            <CopyButton text={proof.markdown} label="Copy for a pull request" />
            <VerdictMark verdict={proof.verdict} />
          </span>
        }
      >
        <p className="mb-3 text-read text-ink-2">{proof.sentence}</p>
        <FlagList flags={proof.flags} />
        <JudgedList points={proof.judged} />
        {proof.headSha && (
          <p className="mb-3 text-label text-ink-2">
            Commit <code>{proof.headSha.slice(0, 12)}</code>, in a clean checkout that shares nothing with the
            agent’s workspace.
          </p>
        )}
        {proof.checks.length > 0 && <SignedBy receipt={proof.receipt} />}
        {proof.checks.length > 0 ? (
          <CheckList checks={proof.checks} />
        ) : (
          <EmptyState title="No check has run on a commit yet">
            They run as soon as an agent has committed.
          </EmptyState>
        )}
      </Panel>
      {rounds.map(({ title, checks }) => (
        <Panel key={title} title={title} id={title.replaceAll(/\W+/g, '-')}>
          <CheckList checks={checks} />
        </Panel>
      ))}
    </div>
  );
}

/** Rounds happen inside an agent's session: failing checks go back to it until they pass or its turns are used up. */
function byRound(runs: CheckRun[]): { title: string; checks: CheckRun[] }[] {
  const groups = new Map<string, CheckRun[]>();
  for (const run of runs) {
    const title = `Attempt ${run.attempt}, round ${(run.round ?? 0) + 1}`;
    groups.set(title, [...(groups.get(title) ?? []), run]);
  }
  return [...groups].map(([title, checks]) => ({ title, checks })).toReversed();
}
