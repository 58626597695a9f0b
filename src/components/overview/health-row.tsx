'use client';
import { clsx } from 'clsx';
import Link from 'next/link';
import type { ReactNode } from 'react';
import type { Stats } from '@/contract/stats';
import { RUNNING } from '../task/status-vocabulary';
import { formatMoney, shortMoney } from '../ui/format-money';
import { Phrase } from '../ui/phrase';
import { TimeAgo } from '../ui/time-ago';
import { words as all } from '../words/overview';
import { words as common } from '../words/words';

const words = all.health;

/** The state of the whole in six figures; each leads to the list that proves it. */
export function HealthRow({ stats }: { stats: Stats }) {
  const running = RUNNING.reduce((sum, status) => sum + (stats.tasks[status] ?? 0), 0);
  const { completed, failed, spentMicros } = stats.last24h;
  const ended = completed + failed;
  const noRunner = stats.runners.online === 0;
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-panel border border-line bg-line sm:grid-cols-3 xl:grid-cols-6">
      <Figure
        label={words.runners}
        href="/runners"
        value={`${stats.runners.online}/${stats.runners.total}`}
        alarm={noRunner}
        note={noRunner ? words.noRunner : words.busy(stats.runners.busy)}
      />
      <Figure
        label={words.running}
        href={`/tasks?status=${RUNNING.join()}`}
        value={running}
        note={words.locks(stats.locks.active)}
      />
      <Figure
        label={common.statuses.QUEUED.word}
        href="/tasks?status=QUEUED"
        value={stats.tasks.QUEUED ?? 0}
        note={
          stats.oldestQueuedAt ? (
            <Phrase of={words.oldest} parts={{ ago: <TimeAgo at={stats.oldestQueuedAt} /> }} />
          ) : (
            words.nothing
          )
        }
      />
      <Figure
        label={common.statuses.BLOCKED.word}
        href="/tasks?status=BLOCKED"
        value={stats.tasks.BLOCKED ?? 0}
        note={words.blocked}
      />
      <Figure
        label={words.done}
        href="/tasks?status=COMPLETED"
        value={completed}
        alarm={failed > 0 && failed >= completed}
        note={ended === 0 ? words.none : words.failed(failed, Math.round((failed / ended) * 100))}
      />
      <Figure
        label={words.spent}
        href="/agents"
        value={shortMoney(spentMicros)}
        title={formatMoney(spentMicros)}
        note={completed > 0 ? words.each(shortMoney(Math.round(spentMicros / completed))) : words.byAll}
      />
    </dl>
  );
}

function Figure({
  label,
  value,
  title,
  note,
  href,
  alarm,
}: {
  label: string;
  value: ReactNode;
  /** The value in full, where it is shortened. */
  title?: string;
  note: ReactNode;
  href: string;
  alarm?: boolean;
}) {
  return (
    <div className="relative flex flex-col bg-panel px-4 py-3 hover:bg-sunken">
      <dt className="text-label text-ink-2">
        <Link href={href} className="covering">
          {label}
        </Link>
      </dt>
      <dd className="text-display font-medium" title={title}>
        {value}
      </dd>
      <dd className={clsx('text-label', alarm ? 'font-medium text-danger' : 'text-ink-3')}>{note}</dd>
    </div>
  );
}
