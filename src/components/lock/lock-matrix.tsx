import { Hourglass, Lock } from 'lucide-react';
import Link from 'next/link';
import type { FileLock, LockWait } from '@/contract/lock';
import { Scroller } from '../ui/scroller';
import { words } from '../words/lock-views';

interface MatrixProps {
  locks: FileLock[];
  waits: LockWait[];
}

/** Paths by tasks: who holds each, and who waits for it. */
export function LockMatrix({ locks, waits }: MatrixProps) {
  const paths = [...new Set(locks.map(({ pattern }) => pattern))].sort();
  const titles = new Map([...locks, ...waits].map(({ taskRef, taskTitle }) => [taskRef, taskTitle] as const));
  const holds = new Set(locks.map(({ pattern, taskRef }) => `${pattern} ${taskRef}`));
  const wanted = new Set(
    waits.flatMap(({ taskRef, waitsFor }) => waitsFor.map(({ path }) => `${path} ${taskRef}`)),
  );
  return (
    <Scroller label={words.matrix.label}>
      <table className="min-w-full border-collapse text-left text-label">
        <caption className="sr-only">{words.matrix.caption}</caption>
        <thead>
          <tr>
            <th scope="col" className="sticky left-0 bg-panel py-1.5 pr-3 pl-4 font-medium text-ink-3">
              {words.matrix.path}
            </th>
            {[...titles].map(([ref, title]) => (
              <th key={ref} scope="col" className="px-2 font-normal whitespace-nowrap" title={title}>
                <Link href={`/tasks/${ref}`} className="mono text-accent underline">
                  {ref}
                </Link>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {paths.map((path) => (
            <tr key={path} className="border-t border-line">
              <th scope="row" className="sticky left-0 bg-panel py-1 pr-3 pl-4 font-normal">
                <bdi className="mono block max-w-[45vw] truncate" title={path}>
                  {path}
                </bdi>
              </th>
              {[...titles.keys()].map((ref) => (
                <td key={ref} className="px-2 whitespace-nowrap">
                  {holds.has(`${path} ${ref}`) && (
                    <span className="inline-flex items-center gap-1">
                      <Lock className="size-3.5 text-attention" aria-hidden="true" />
                      {words.matrix.holds}
                    </span>
                  )}
                  {wanted.has(`${path} ${ref}`) && (
                    <span className="inline-flex items-center gap-1 text-ink-2">
                      <Hourglass className="size-3.5" aria-hidden="true" />
                      {words.matrix.waits}
                    </span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}
