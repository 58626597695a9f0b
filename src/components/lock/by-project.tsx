import type { ReactNode } from 'react';
import type { FileLock, LockWait } from '@/contract/lock';

interface ByProjectProps {
  locks: FileLock[];
  waits: LockWait[];
  children(locks: FileLock[], waits: LockWait[]): ReactNode;
}

/** The same for each project: a path of one is none of another, whatever it is called. */
export function ByProject({ locks, waits, children }: ByProjectProps) {
  const names = new Map(locks.map(({ projectId, projectName }) => [projectId, projectName]));
  if (names.size < 2) return children(locks, waits);
  return [...names].map(([id, name]) => (
    <section key={id} aria-label={name} className="border-t border-line first:border-t-0">
      <h3 className="bg-sunken px-4 py-1.5 text-label font-medium text-ink-2">
        <bdi>{name}</bdi>
      </h3>
      {children(
        locks.filter(({ projectId }) => projectId === id),
        waits.filter(({ projectId }) => projectId === id),
      )}
    </section>
  ));
}
