'use client';
import Link from 'next/link';
import type { Agent } from '@/contract/agent';
import { useEndpoint } from '@/hooks/use-endpoint';
import { useNow } from '@/hooks/use-now';
import { AgentStatusLine } from '../agent/agent-status';
import { CHECK } from '../check/check-words';
import { reasonWords } from '../task/reason-words';
import { VerdictMark } from '../task/verdict';
import { toneText } from '../ui/chip';
import { formatDuration } from '../ui/format-duration';
import { formatMoney } from '../ui/format-money';
import { Panel } from '../ui/panel';
import { Scroller } from '../ui/scroller';
import { words } from '../words/attempt';
import { checkedBy } from './checked-by';

const head = 'px-3 py-1.5 text-left font-medium whitespace-nowrap';
const cell = 'px-3 py-2 align-top';

/** What came of each attempt: how it ended, how long it took, what it cost, what proves it, how much it changed. */
export function AttemptTable({
  attempts,
  agents,
  taskRef,
}: {
  attempts: Agent[];
  /** All agents of the task: those that checked the attempts’ commits are among them. */
  agents: Agent[];
  taskRef: string;
}) {
  return (
    <Panel title={words.table.title} id="attempts" flush>
      <Scroller label={words.table.label}>
        <table className="w-full">
          <thead className="text-label text-ink-3">
            <tr>
              {words.table.columns.map((name) => (
                <th key={name} scope="col" className={`${head} first:pl-4`}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {attempts.map((attempt) => (
              <Row
                key={attempt.id}
                attempt={attempt}
                checker={checkedBy(attempt, agents)}
                taskRef={taskRef}
              />
            ))}
          </tbody>
        </table>
      </Scroller>
    </Panel>
  );
}

function Row({ attempt, checker, taskRef }: { attempt: Agent; checker: Agent; taskRef: string }) {
  const now = useNow();
  const { usage, startedAt, endedAt, billing } = attempt;
  const reason = reasonWords(attempt.reason);
  const took = startedAt ? (endedAt ? Date.parse(endedAt) : now) - Date.parse(startedAt) : null;
  return (
    <tr className="border-t border-line">
      <th scope="row" className={`${cell} pl-4 text-left font-normal whitespace-nowrap`}>
        <Link href={`/agents/${attempt.id}`} className="text-accent hover:underline">
          {words.attempt(attempt.attempt)}
        </Link>
        <span className="block text-label text-ink-2">
          {usage.model ?? attempt.model ?? attempt.runnerName}
        </span>
      </th>
      <td className={cell}>
        <AgentStatusLine status={attempt.status} />
        {reason && <span className="block max-w-60 text-label text-ink-2">{reason}</span>}
      </td>
      <td className={`${cell} mono whitespace-nowrap`}>{took === null ? '–' : formatDuration(took)}</td>
      <td className={`${cell} mono whitespace-nowrap`}>
        {billing === 'subscription' && '~'}
        {formatMoney(usage.costMicros)}
        <span className="block font-sans text-label text-ink-2">{words.table.turns(usage.turns)}</span>
      </td>
      <td className={cell}>
        <Checks checker={checker} />
      </td>
      <td className={`${cell} whitespace-nowrap`}>
        <Changed taskRef={taskRef} agentId={attempt.id} />
      </td>
    </tr>
  );
}

/** What the checks on an attempt's commit said; of one without a commit, the last round inside its session. */
function Checks({ checker }: { checker: Agent }) {
  const { data, isError } = useEndpoint('getAgentVerification', { params: { id: checker.id } });
  if (isError) return <span className="text-label text-danger">{words.table.unread}</span>;
  const round = data?.rounds.find(({ round: nth }) => nth === null) ?? data?.rounds.at(-1);
  if (!data || !round) return <span className="text-ink-3">{data ? words.table.noChecks : '…'}</span>;
  return (
    <>
      {data.verdict && <VerdictMark verdict={data.verdict} />}
      <ul className="text-label text-ink-2">
        {round.checks.map(({ name, status }) => (
          <li key={name}>
            <bdi>{name}</bdi>: <span className={toneText[CHECK[status].tone]}>{CHECK[status].word}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Changed({ taskRef, agentId }: { taskRef: string; agentId: string }) {
  const { data, isError } = useEndpoint('getChanges', { params: { id: taskRef }, query: { agentId } });
  if (isError) return <span className="text-label text-danger">{words.table.unread}</span>;
  if (!data) return <span className="text-ink-3">…</span>;
  if (data.files.length === 0) return <span className="text-ink-3">{words.table.unchanged}</span>;
  const added = data.files.reduce((sum, { additions }) => sum + additions, 0);
  const removed = data.files.reduce((sum, { deletions }) => sum + deletions, 0);
  return (
    <>
      {words.table.files(data.files.length)}
      <span className="mono block text-label">
        <span className="text-success">+{added}</span> <span className="text-danger">−{removed}</span>
      </span>
    </>
  );
}
