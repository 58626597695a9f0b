import { File, Folder, type LucideIcon, Regex } from 'lucide-react';
import Link from 'next/link';
import type { FileLock } from '@/contract/lock';
import { Button } from '../ui/button';
import { Elapsed } from '../ui/time-ago';
import { words } from '../words/lock-page';

const KIND: Record<FileLock['kind'], { word: string; icon: LucideIcon }> = {
  file: { word: words.table.file, icon: File },
  directory: { word: words.table.folder, icon: Folder },
  glob: { word: words.table.pattern, icon: Regex },
};

interface TableProps {
  locks: FileLock[];
  withProject: boolean;
  onRelease(lock: FileLock): void;
}

/** One row for each path, folder or pattern that a task holds. */
export function LockTable({ locks, withProject, onRelease }: TableProps) {
  return (
    <table className="w-full border-collapse text-left">
      <caption className="sr-only">{words.table.caption}</caption>
      <thead className="sr-only text-label text-ink-3 md:not-sr-only md:table-header-group">
        <tr>
          <th scope="col" className="w-2/5 py-1.5 pr-2 pl-4 font-medium">
            {words.table.path}
          </th>
          <th scope="col" className="hidden px-2 font-medium md:table-cell">
            {words.table.heldBy}
          </th>
          <th scope="col" className="hidden w-0 px-2 text-right font-medium md:table-cell">
            {words.table.for}
          </th>
          <th scope="col" className="w-0 pr-4 pl-2">
            <span className="sr-only">{words.table.release}</span>
          </th>
        </tr>
      </thead>
      <tbody className="md:border-t md:border-line">
        {locks.map((lock) => {
          const { word, icon: Icon } = KIND[lock.kind];
          return (
            <tr key={lock.id} className="border-t border-line first:border-t-0 hover:bg-sunken">
              <td className="w-full max-w-0 py-2 pr-2 pl-4 md:w-2/5 md:py-1.5">
                <span className="flex min-w-0 items-center gap-2">
                  <Icon className="size-4 shrink-0 text-ink-3" role="img" aria-label={word} />
                  <HeldPath path={lock.pattern} />
                  {lock.shared && (
                    <span className="shrink-0 text-label text-ink-3" title={words.table.othersRead}>
                      {words.table.toRead}
                    </span>
                  )}
                  {withProject && (
                    <span className="min-w-12 shrink-[9] truncate text-label text-ink-3 max-md:hidden">
                      {lock.projectName}
                    </span>
                  )}
                </span>
                <span className="flex min-w-0 items-center gap-3 md:hidden">
                  <Holder lock={lock} />
                  <Elapsed from={lock.createdAt} className="mono ml-auto shrink-0 text-label text-ink-2" />
                </span>
              </td>
              <td className="hidden max-w-0 px-2 py-1.5 md:table-cell">
                <Holder lock={lock} />
              </td>
              <td className="mono hidden px-2 text-right text-label whitespace-nowrap text-ink-2 md:table-cell">
                <Elapsed from={lock.createdAt} />
              </td>
              <td className="py-1 pr-2 md:pr-4 md:pl-2">
                <Button size="sm" look="quiet" onClick={() => onRelease(lock)}>
                  {words.table.release}
                  <span className="sr-only"> {lock.pattern}</span>
                </Button>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** Where a path has no room, its folders give way: the name of the file tells it from its neighbours. */
function HeldPath({ path }: { path: string }) {
  const name = path.lastIndexOf('/', path.length - 2) + 1;
  return (
    <bdi className="mono min-w-0 text-label break-all text-ink md:flex" title={path}>
      <span className="min-w-0 md:truncate">{path.slice(0, name)}</span>
      <span className="min-w-0 md:max-w-full md:shrink-0 md:truncate">{path.slice(name)}</span>
    </bdi>
  );
}

function Holder({ lock }: { lock: FileLock }) {
  return (
    <Link href={`/tasks/${lock.taskRef}`} className="flex min-h-6 min-w-0 items-center gap-2 hover:underline">
      <span className="mono shrink-0 text-label text-ink-3">{lock.taskRef}</span>
      <bdi className="min-w-0 truncate">{lock.taskTitle}</bdi>
    </Link>
  );
}
