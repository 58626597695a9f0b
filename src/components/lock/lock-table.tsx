import { File, Folder, type LucideIcon, Regex } from 'lucide-react';
import Link from 'next/link';
import type { FileLock } from '@/contract/lock';
import { Button } from '../ui/button';
import { Elapsed } from '../ui/time-ago';

const KIND: Record<FileLock['kind'], { word: string; icon: LucideIcon }> = {
  file: { word: 'File', icon: File },
  directory: { word: 'Folder', icon: Folder },
  glob: { word: 'Pattern', icon: Regex },
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
      <caption className="sr-only">Paths that are held, newest first</caption>
      <thead className="sr-only text-label text-ink-3 md:not-sr-only md:table-header-group">
        <tr>
          <th scope="col" className="w-2/5 py-1.5 pr-2 pl-4 font-medium">
            Path
          </th>
          <th scope="col" className="px-2 font-medium">
            Held by
          </th>
          <th scope="col" className="w-0 px-2 text-right font-medium">
            For
          </th>
          <th scope="col" className="w-0 pr-4 pl-2">
            <span className="sr-only">Release</span>
          </th>
        </tr>
      </thead>
      <tbody className="md:border-t md:border-line">
        {locks.map((lock) => {
          const { word, icon: Icon } = KIND[lock.kind];
          return (
            <tr
              key={lock.id}
              className="flex flex-wrap items-center gap-x-3 gap-y-0.5 border-t border-line px-4 py-2 first:border-t-0 hover:bg-sunken md:table-row md:p-0"
            >
              <td className="min-w-0 basis-full md:max-w-0 md:py-1.5 md:pr-2 md:pl-4">
                <span className="flex min-w-0 items-center gap-2">
                  <Icon className="size-4 shrink-0 text-ink-3" role="img" aria-label={word} />
                  <bdi
                    className="mono min-w-0 text-label break-all text-ink md:truncate"
                    title={lock.pattern}
                  >
                    {lock.pattern}
                  </bdi>
                  {withProject && (
                    <span className="shrink-0 text-label text-ink-3 max-md:hidden">{lock.projectName}</span>
                  )}
                </span>
              </td>
              <td className="min-w-0 flex-1 md:max-w-0 md:px-2 md:py-1.5">
                <Link
                  href={`/tasks/${lock.taskRef}`}
                  className="flex min-h-6 min-w-0 items-center gap-2 hover:underline"
                >
                  <span className="mono shrink-0 text-label text-ink-3">{lock.taskRef}</span>
                  <bdi className="min-w-0 truncate">{lock.taskTitle}</bdi>
                </Link>
              </td>
              <td className="mono text-right text-label whitespace-nowrap text-ink-2 md:px-2">
                <Elapsed from={lock.createdAt} />
              </td>
              <td className="md:py-1 md:pr-4 md:pl-2">
                <Button size="sm" look="quiet" onClick={() => onRelease(lock)}>
                  Release
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
