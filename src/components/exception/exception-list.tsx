import { clsx } from 'clsx';
import type { Exception } from '@/contract/exception';
import { TimeAgo } from '../ui/time-ago';
import { exceptionWord } from './exception-words';

interface ListProps {
  items: Exception[];
  current: string | undefined;
  decided: boolean;
  onChoose(ref: string): void;
}

/** The decisions to choose from, each with what is asked and by which task. */
export function ExceptionList({ items, current, decided, onChoose }: ListProps) {
  return (
    <ul className="max-h-[70dvh] overflow-y-auto">
      {items.map((one) => (
        <li key={one.id} className="border-t border-line first:border-t-0">
          <button
            type="button"
            aria-current={one.ref === current ? 'true' : undefined}
            onClick={() => onChoose(one.ref)}
            className={clsx(
              'w-full px-4 py-2.5 text-left hover:bg-sunken focus-visible:-outline-offset-2',
              one.ref === current && 'bg-sunken shadow-[inset_3px_0_0_var(--attention)]',
            )}
          >
            <span className="flex justify-between gap-2 text-label">
              <span className={clsx('font-medium', decided ? 'text-ink-2' : 'text-attention')}>
                {exceptionWord(one.type)}
              </span>
              <TimeAgo at={one.resolvedAt ?? one.createdAt} className="text-ink-3" />
            </span>
            <span className="line-clamp-2 font-medium">
              <bdi>{one.title}</bdi>
            </span>
            <span className="block truncate text-label text-ink-2">
              {one.taskRef} <bdi>{one.taskTitle}</bdi>
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
