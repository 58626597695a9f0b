import { clsx } from 'clsx';
import type { Exception } from '@/contract/exception';
import { Chip } from '../ui/chip';
import { TimeAgo } from '../ui/time-ago';
import { words as card } from '../words/exception-card';
import { words } from '../words/exception-page';
import { exceptionWord } from './exception-words';

interface ListProps {
  items: Exception[];
  current: string | undefined;
  decided: boolean;
  /** The refs of those that are picked for a change of several at once. */
  picked: ReadonlySet<string>;
  onChoose(ref: string): void;
  onPick(ref: string): void;
}

/** The decisions to choose from, each with what is asked and by which task. */
export function ExceptionList({ items, current, decided, picked, onChoose, onPick }: ListProps) {
  return (
    <ul className="max-h-[70dvh] overflow-y-auto">
      {items.map((one) => (
        <li
          key={one.id}
          className={clsx(
            'flex border-t border-line first:border-t-0 hover:bg-sunken',
            one.ref === current && 'bg-sunken shadow-[inset_3px_0_0_var(--attention)]',
          )}
        >
          {!decided && (
            <label className="coarse-target flex cursor-pointer items-start pt-3 pr-1.5 pl-4">
              <span className="sr-only">{words.list.pick(one.ref)}</span>
              <input
                type="checkbox"
                className="size-4 accent-(--accent)"
                checked={picked.has(one.ref)}
                onChange={() => onPick(one.ref)}
              />
            </label>
          )}
          <button
            type="button"
            aria-current={one.ref === current ? 'true' : undefined}
            onClick={() => onChoose(one.ref)}
            className={clsx(
              'min-w-0 flex-1 py-2.5 pr-4 text-left focus-visible:-outline-offset-2',
              decided ? 'pl-4' : 'pl-1.5',
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
            {(one.regressed || one.occurrences > 1 || one.assignee || one.duplicateOf) && (
              <span className="mt-1 flex flex-wrap gap-1.5">
                {one.regressed && <Chip tone="danger">{words.list.regressed}</Chip>}
                {one.occurrences > 1 && <Chip>{card.alike(one.occurrences)}</Chip>}
                {one.duplicateOf && <Chip>{words.list.with(one.duplicateOf)}</Chip>}
                {one.assignee && (
                  <Chip>
                    <bdi>{one.assignee.name}</bdi>
                  </Chip>
                )}
              </span>
            )}
          </button>
        </li>
      ))}
    </ul>
  );
}
