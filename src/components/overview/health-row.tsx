'use client';
import { clsx } from 'clsx';
import Link from 'next/link';
import type { ReactNode } from 'react';
import type { Stats } from '@/contract/stats';
import { RUNNING } from '../task/status-vocabulary';
import { formatMoney } from '../ui/format-money';
import { TimeAgo } from '../ui/time-ago';

/** The state of the whole in six figures; each leads to the list that proves it. */
export function HealthRow({ stats }: { stats: Stats }) {
  const running = RUNNING.reduce((sum, status) => sum + (stats.tasks[status] ?? 0), 0);
  const { completed, failed, spentMicros } = stats.last24h;
  const ended = completed + failed;
  const noRunner = stats.runners.online === 0;
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-panel border border-line bg-line sm:grid-cols-3 xl:grid-cols-6">
      <Figure
        label="Runners online"
        href="/runners"
        value={`${stats.runners.online}/${stats.runners.total}`}
        alarm={noRunner}
        note={noRunner ? 'No machine can take work' : `${stats.runners.busy} busy`}
      />
      <Figure label="Running" href="/tasks" value={running} note={`${stats.locks.active} file locks held`} />
      <Figure
        label="Queued"
        href="/tasks?status=QUEUED"
        value={stats.tasks.QUEUED ?? 0}
        note={
          stats.oldestQueuedAt ? (
            <>
              oldest <TimeAgo at={stats.oldestQueuedAt} />
            </>
          ) : (
            'nothing waits'
          )
        }
      />
      <Figure
        label="Blocked"
        href="/tasks?status=BLOCKED"
        value={stats.tasks.BLOCKED ?? 0}
        note="waiting for others"
      />
      <Figure
        label="Done in 24 h"
        href="/tasks?status=COMPLETED"
        value={completed}
        alarm={failed > 0 && failed >= completed}
        note={ended === 0 ? 'none ended' : `${failed} failed (${Math.round((failed / ended) * 100)} %)`}
      />
      <Figure
        label="Spent in 24 h"
        href="/agents"
        value={formatMoney(spentMicros)}
        note={completed > 0 ? `${formatMoney(Math.round(spentMicros / completed))} a task` : 'by all agents'}
      />
    </dl>
  );
}

function Figure({
  label,
  value,
  note,
  href,
  alarm,
}: {
  label: string;
  value: ReactNode;
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
      <dd className="text-display font-medium">{value}</dd>
      <dd className={clsx('text-label', alarm ? 'font-medium text-danger' : 'text-ink-3')}>{note}</dd>
    </div>
  );
}
