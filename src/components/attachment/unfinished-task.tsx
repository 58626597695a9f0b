'use client';
import { CircleAlert } from 'lucide-react';
import { Button, ButtonLink } from '../ui/button';
import { words as chosen } from '../words/attachment-chosen';
import { words as common } from '../words/words';
import type { Unfinished } from './use-attach-first';

const words = chosen.unfinished;

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
        <p className="font-medium">{words.kept(task.ref, left.length)}</p>
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
            {common.failures.tryAgain}
          </Button>
          {left.length > 0 && (
            <Button disabled={busy} onClick={() => onFinish([])}>
              {wish.draft ? words.goOn : words.queue}
            </Button>
          )}
          <ButtonLink look="quiet" href={`/tasks/${task.ref}`}>
            {words.open(task.ref)}
          </ButtonLink>
        </div>
      </div>
    </div>
  );
}
