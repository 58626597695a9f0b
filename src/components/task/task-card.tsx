import { clsx } from 'clsx';
import Link from 'next/link';
import type { Task } from '@/contract/task';
import { Button } from '../ui/button';
import { shortMoney } from '../ui/format-money';
import { LinkPending } from '../ui/link-pending';
import { TimeAgo } from '../ui/time-ago';
import { words } from '../words/task-cards';
import { movesOf } from './board-moves';
import { PriorityGlyph } from './priority';
import { reasonWords } from './reason-words';
import { RiskChip } from './risk-chip';
import { StatusLine } from './status-badge';
import { TypeMark } from './type-mark';
import { VerdictMark } from './verdict';

interface CardProps {
  task: Task;
  /** Where a column holds several statuses. */
  withStatus: boolean;
  /** Left out while it is carried. */
  onMove?(ref: string): void;
}

/** One task of the board. */
export function TaskCard({ task, withStatus, onMove }: CardProps) {
  const note = task.activity && task.agentId ? task.activity : reasonWords(task.reason);
  return (
    <article className="relative flex flex-col gap-1 rounded-control border border-line bg-panel p-2.5 hover:border-control">
      <p className="flex items-center gap-1.5 text-label text-ink-3">
        <PriorityGlyph priority={task.priority} />
        <TypeMark type={task.type} />
        <span className="mono whitespace-nowrap">{task.ref}</span>
        {task.spentMicros > 0 && <span className="mono ml-auto">{shortMoney(task.spentMicros)}</span>}
        <TimeAgo
          at={task.updatedAt}
          className={clsx('whitespace-nowrap', task.spentMicros === 0 && 'ml-auto')}
        />
      </p>
      <Link
        href={`/tasks/${task.ref}`}
        // A browser carries links by itself otherwise.
        draggable={false}
        className="covering line-clamp-3 font-medium"
      >
        <bdi>{task.title}</bdi>
        <LinkPending />
      </Link>
      {note && <p className="line-clamp-2 text-label text-ink-2">{note}</p>}
      <div className="flex items-center gap-2">
        <p className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2 gap-y-0.5 text-label text-ink-2">
          {withStatus && <StatusLine status={task.status} className="text-label" />}
          <RiskChip risk={task.riskLevel} suffix={words.card.risk} />
          {task.verdict && <VerdictMark verdict={task.verdict} brief />}
        </p>
        {onMove && movesOf(task).length > 0 && (
          <Button
            size="sm"
            look="quiet"
            className="relative z-10 -my-1 -mr-1.5"
            onClick={() => onMove(task.ref)}
          >
            {words.card.move}
            <span className="sr-only"> {task.ref}</span>
          </Button>
        )}
      </div>
    </article>
  );
}
