import type { CheckRun, Proof } from '@/contract/check-run';
import { VerdictMark } from '../task/verdict';
import { CopyButton } from '../ui/copy-button';
import { EmptyState } from '../ui/empty-state';
import { Panel } from '../ui/panel';
import { Phrase } from '../ui/phrase';
import { words } from '../words/check';
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
        title={words.view.frozen}
        id="frozen"
        actions={
          <span className="flex items-center gap-3">
            <CopyButton text={proof.markdown} label={words.view.copy} />
            <VerdictMark verdict={proof.verdict} />
          </span>
        }
      >
        <p className="mb-3 text-read text-ink-2">{proof.sentence}</p>
        <FlagList flags={proof.flags} />
        <JudgedList points={proof.judged} />
        {proof.headSha && (
          <p className="mb-3 text-label text-ink-2">
            <Phrase of={words.view.commit} parts={{ commit: <code>{proof.headSha.slice(0, 12)}</code> }} />
          </p>
        )}
        {proof.checks.length > 0 && <SignedBy receipt={proof.receipt} />}
        {proof.checks.length > 0 ? (
          <CheckList checks={proof.checks} />
        ) : (
          <EmptyState title={words.view.nothing}>{words.view.appears}</EmptyState>
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
    const title = words.view.round(run.attempt, (run.round ?? 0) + 1);
    groups.set(title, [...(groups.get(title) ?? []), run]);
  }
  return [...groups].map(([title, checks]) => ({ title, checks })).toReversed();
}
