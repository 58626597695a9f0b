import { clsx } from 'clsx';
import Link from 'next/link';
import { memo } from 'react';
import type { Task } from '@/contract/task';
import { formatMoney } from '../ui/format-money';
import { LinkPending } from '../ui/link-pending';
import { Elapsed, TimeAgo } from '../ui/time-ago';
import { words } from '../words/task-list';
import { PickBox } from './pick-box';
import { PriorityGlyph } from './priority';
import { reasonWords } from './reason-words';
import { RiskChip } from './risk-chip';
import { StatusLine } from './status-badge';
import { hasEnded } from './status-vocabulary';
import { TypeMark } from './type-mark';
import { VerdictMark } from './verdict';

const wide = 'hidden px-2 xl:table-cell in-data-narrow:hidden!';

interface TaskRowProps {
  task: Task;
  picked?: boolean;
  onPick?(refs: string[], on: boolean): void;
  /** Whether it is open beside the list. */
  beside?: boolean;
}

/** One task of the list: a row from 768 pixels on, two lines below that. Drawn again only where its own task changes. */
export const TaskRow = memo(function TaskRow({ task, picked = false, onPick, beside }: TaskRowProps) {
  const note = noteOf(task);
  return (
    <tr
      className={clsx(
        'group relative *:align-middle border-t border-line transition-colors duration-120 first:border-t-0 hover:bg-sunken',
        (picked || beside) && 'bg-tint-active',
      )}
    >
      {onPick && (
        <td className="w-0 py-1 pl-3 align-top! md:align-middle!">
          <PickBox
            label={words.row.pick(task.ref)}
            checked={picked}
            onChange={(on) => onPick([task.ref], on)}
          />
        </td>
      )}
      <td className={clsx('w-0 py-2 align-top! md:py-1.5 md:align-middle!', onPick ? 'pl-2' : 'pl-4')}>
        <PriorityGlyph priority={task.priority} />
      </td>
      <td className="hidden w-0 px-2 md:table-cell">
        <StatusLine status={task.status} />
      </td>
      <td className="max-w-0 py-2 pr-4 pl-2 md:py-1.5">
        <div className="flex min-w-0 flex-wrap items-baseline gap-x-2 md:flex-nowrap">
          <span className="mono inline-flex shrink-0 items-center gap-1 self-center text-label text-ink-3">
            <TypeMark type={task.type} />
            {task.ref}
          </span>
          <Link
            href={`/tasks/${task.ref}`}
            className="covering min-w-0 truncate font-medium"
            aria-current={beside || undefined}
          >
            <bdi>{task.title}</bdi>
            <LinkPending />
          </Link>
          {note && (
            <span className="min-w-0 basis-full truncate text-label text-ink-2 md:min-w-20 md:grow md:basis-0 in-data-narrow:hidden">
              {note}
            </span>
          )}
          <span className="flex basis-full items-center gap-3 pt-0.5 text-label text-ink-3 md:hidden">
            <StatusLine status={task.status} />
            <TimeAgo at={task.updatedAt} />
          </span>
          {task.assignee && (
            <span
              title={words.row.assigned(task.assignee.name)}
              className="max-w-28 shrink-0 self-center truncate text-label text-ink-3"
            >
              <span aria-hidden="true">@</span>
              <span className="sr-only">{words.row.assignedTo}</span>
              <bdi>{task.assignee.name}</bdi>
            </span>
          )}
        </div>
      </td>
      <td className={`${wide} w-0`}>
        <RiskChip risk={task.riskLevel} />
      </td>
      <td className={`${wide} w-0 text-label`}>
        <VerdictMark verdict={task.verdict} brief />
      </td>
      <td className={`${wide} w-0 max-w-36 truncate text-label text-ink-2`}>{task.runnerName ?? '–'}</td>
      <td className="mono hidden w-0 px-2 text-right text-label text-ink-2 md:table-cell in-data-narrow:hidden!">
        {task.spentMicros > 0 ? formatMoney(task.spentMicros) : '–'}
      </td>
      {/* At its end is room for the button that shows the task beside the list. */}
      <td className="hidden w-0 py-1.5 pr-10 pl-2 text-right text-label whitespace-nowrap text-ink-3 tabular-nums md:table-cell">
        {/* The columns beside it stand still while it counts. */}
        <span className="inline-block min-w-24">
          {task.agentId && task.queuedAt && !hasEnded(task.status) ? (
            <Elapsed from={task.updatedAt} />
          ) : (
            <TimeAgo at={task.updatedAt} />
          )}
        </span>
      </td>
    </tr>
  );
});

/** What it does now, or what holds it, in a few words. */
function noteOf(task: Task): string | null {
  if (task.activity && task.agentId) return task.activity;
  return reasonWords(task.reason);
}
