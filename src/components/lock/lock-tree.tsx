import { File, Folder as FolderIcon } from 'lucide-react';
import Link from 'next/link';
import type { FileLock, LockWait } from '@/contract/lock';
import { type Folder, fileTree } from '../diff/file-tree';
import { Button } from '../ui/button';
import { Phrase } from '../ui/phrase';
import { words } from '../words/lock-views';

interface TreeProps {
  locks: FileLock[];
  waits: LockWait[];
  /** Called with the lock that somebody wants released. */
  onRelease(lock: FileLock): void;
}

interface Held {
  path: string;
  lock: FileLock;
  /** How many tasks wait for it. */
  waiting: number;
}

/** What is held, by folder, with its holder and how many wait. */
export function LockTree({ locks, waits, onRelease }: TreeProps) {
  const held = locks.map((lock) => ({
    // A folder stands in the tree by its own name, as files do.
    path: lock.pattern.replace(/\/$/, ''),
    lock,
    waiting: waits.filter(
      ({ projectId, waitsFor }) =>
        projectId === lock.projectId && waitsFor.some(({ taskRef }) => taskRef === lock.taskRef),
    ).length,
  }));
  return (
    <div className="px-4 py-2">
      <Level folder={fileTree(held)} onRelease={onRelease} />
    </div>
  );
}

function Level({ folder, onRelease }: { folder: Folder<Held>; onRelease(lock: FileLock): void }) {
  return (
    <ul className={folder.name ? 'border-l border-line pl-4' : ''}>
      {folder.folders.map((inner) => (
        <li key={inner.name}>
          <p className="py-0.5 text-label text-ink-3">
            <bdi className="mono">{inner.name}</bdi>/
          </p>
          <Level folder={inner} onRelease={onRelease} />
        </li>
      ))}
      {folder.files.map(({ name, file: { lock, waiting } }) => {
        const Icon = lock.kind === 'directory' ? FolderIcon : File;
        return (
          <li key={lock.id} className="flex items-start gap-x-2 rounded-control hover:bg-sunken">
            <Icon className="my-1.5 size-4 shrink-0 text-attention" aria-hidden="true" />
            <span className="flex min-h-7 min-w-0 flex-1 flex-wrap items-center gap-x-2">
              <bdi className="mono text-label break-all" title={lock.pattern}>
                {name}
                {lock.kind === 'directory' && '/'}
              </bdi>
              <Link
                href={`/tasks/${lock.taskRef}`}
                className="inline-flex min-h-6 min-w-0 items-center gap-1 text-label text-ink-2 hover:underline"
              >
                <Phrase
                  of={words.tree.heldBy}
                  parts={{ task: <span className="mono">{lock.taskRef}</span> }}
                />
              </Link>
              {waiting > 0 && <span className="text-label text-attention">{words.tree.wait(waiting)}</span>}
            </span>
            <Button size="sm" look="quiet" onClick={() => onRelease(lock)}>
              {words.tree.release}
              <span className="sr-only"> {lock.pattern}</span>
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
