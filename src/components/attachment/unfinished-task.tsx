'use client';
import { CircleAlert } from 'lucide-react';
import { Button, ButtonLink } from '../ui/button';
import { countOf } from '../ui/format-count';
import type { Unfinished } from './use-attach-first';

interface UnfinishedProps {
  unfinished: Unfinished;
  busy: boolean;
  /** Goes on with these files. */
  onFinish(files: File[]): void;
}

/** A task that stands outside of the queue because files of it did not arrive: what is missing, and the ways on. */
export function UnfinishedTask({ unfinished, busy, onFinish }: UnfinishedProps) {
  const { task, wish, left, error } = unfinished;
  return (
    <div role="alert" className="flex gap-3 rounded-panel border border-attention bg-tint-attention p-4">
      <CircleAlert className="mt-0.5 size-4 shrink-0 text-attention" aria-hidden="true" />
      <div className="min-w-0 flex-1">
        <p className="font-medium">
          {task.ref} is made and kept out of the queue
          {left.length > 0 ? `: ${countOf(left.length, 'file')} did not arrive` : ''}
        </p>
        <ul className="mt-1 text-ink-2">
          {left.map(({ file, problem }) => (
            <li key={`${file.name} ${file.size} ${file.lastModified}`}>
              <bdi>{file.name}</bdi>: <bdi>{problem}</bdi>
            </li>
          ))}
          {error && <li>{error.message}</li>}
        </ul>
        <div className="mt-3 flex flex-wrap gap-2">
          <Button look="primary" busy={busy} onClick={() => onFinish(left.map(({ file }) => file))}>
            Try again
          </Button>
          {left.length > 0 && (
            <Button disabled={busy} onClick={() => onFinish([])}>
              {wish.draft ? 'Go on without them' : 'Queue it without them'}
            </Button>
          )}
          <ButtonLink look="quiet" href={`/tasks/${task.ref}`}>
            Open {task.ref}
          </ButtonLink>
        </div>
      </div>
    </div>
  );
}
