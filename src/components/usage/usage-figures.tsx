import Link from 'next/link';
import type { Usage } from '@/contract/usage';
import { formatCount } from '../ui/format-count';
import { Panel } from '../ui/panel';
import { words } from '../words/usage';
import { changeWord, failureRate, pointsWord } from './change-word';
import { spent, spentEach } from './spent';

/** The figures of a period as a whole, each with how it differs from the period before. */
export function UsageFigures({ usage: { totals, before, period } }: { usage: Usage }) {
  const rate = failureRate(totals);
  const each = (of: typeof totals) => (of.tasksDone > 0 ? of.spentMicros / of.tasksDone : null);
  const agents = `/agents?period=${period === '90d' ? '30d' : period}`;
  return (
    <Panel title={words.lasts[period]} id="totals" flush>
      <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-b-panel bg-line sm:grid-cols-4">
        <Figure
          label={words.figures.spent}
          value={spent(totals)}
          mark={totals.estimatedMicros > 0 ? words.estimatedMark : undefined}
          note={changeWord(totals.spentMicros, before.spentMicros)}
        />
        <Figure
          label={words.figures.each}
          value={spentEach(totals)}
          note={changeWord(each(totals), each(before))}
        />
        <Figure
          label={words.figures.done}
          value={formatCount(totals.tasksDone)}
          note={changeWord(totals.tasksDone, before.tasksDone)}
          href="/tasks?status=COMPLETED&archived=all"
        />
        <Figure
          label={words.figures.agents}
          value={formatCount(totals.agents)}
          mark={totals.live > 0 ? words.figures.live(totals.live) : undefined}
          note={changeWord(totals.agents, before.agents)}
          href={agents}
        />
        <Figure
          label={words.figures.failureRate}
          value={rate === null ? '–' : `${Math.round(rate * 100)} %`}
          note={pointsWord(rate, failureRate(before))}
          href={`${agents}&status=failed`}
        />
        <Figure
          label={words.figures.input}
          value={formatCount(totals.inputTokens)}
          note={changeWord(totals.inputTokens, before.inputTokens)}
        />
        <Figure
          label={words.figures.output}
          value={formatCount(totals.outputTokens)}
          note={changeWord(totals.outputTokens, before.outputTokens)}
        />
        <Figure
          label={words.figures.cache}
          value={`${formatCount(totals.cacheReadTokens)}, ${formatCount(totals.cacheWriteTokens)}`}
          note={changeWord(
            totals.cacheReadTokens + totals.cacheWriteTokens,
            before.cacheReadTokens + before.cacheWriteTokens,
          )}
        />
      </dl>
    </Panel>
  );
}

interface FigureProps {
  label: string;
  value: string;
  mark?: string;
  note?: string;
  /** The list of what it counts. */
  href?: string;
}

function Figure({ label, value, mark, note, href }: FigureProps) {
  return (
    <div className={`relative flex flex-col bg-panel px-4 py-2.5 ${href ? 'hover:bg-sunken' : ''}`}>
      <dt className="text-label text-ink-2">
        {href ? (
          <Link href={href} className="covering" prefetch={false}>
            {label}
          </Link>
        ) : (
          label
        )}
      </dt>
      <dd className="text-section font-medium tabular-nums">
        {value}
        {mark && <span className="ml-1.5 text-label font-normal text-ink-3">{mark}</span>}
      </dd>
      {note && <dd className="text-label text-ink-3">{note}</dd>}
    </div>
  );
}
