'use client';
import Link from 'next/link';
import type { Task } from '@/contract/task';
import { useChange } from '@/hooks/use-change';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { ErrorPanel } from '../ui/error-panel';
import { toast } from '../ui/toast-store';
import { movesOf } from './board-moves';
import { STATUS } from './status-vocabulary';

/** Offers the moves that are legal now, each with what it does. */
export function MoveDialog({ task, onClose }: { task: Task; onClose(): void }) {
  const change = useChange('updateTask', {
    onSuccess: () => {
      toast(`${task.ref} moved`);
      onClose();
    },
  });
  const { word, meaning } = STATUS[task.status];
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Move ${task.ref}`}
      description={
        <>
          <bdi>{task.title}</bdi> is “{word}”. {meaning}
        </>
      }
    >
      <ul className="flex flex-col gap-2">
        {movesOf(task).map((move) => (
          <li key={move.to} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Button
              look={move.danger ? 'danger' : 'outline'}
              className="min-w-28"
              disabled={change.isPending}
              busy={change.isPending && change.variables?.body?.status === move.to}
              onClick={() =>
                change.mutate({
                  params: { id: task.ref },
                  body: { status: move.to, version: task.version },
                })
              }
            >
              {move.label}
            </Button>
            <span className="min-w-0 flex-1 basis-48 text-label text-ink-2">{move.consequence}</span>
          </li>
        ))}
      </ul>
      <p className="mt-3 text-label text-ink-3">
        Everything else happens by itself, or on{' '}
        <Link href={`/tasks/${task.ref}`} className="text-accent underline">
          the task’s own page
        </Link>
        .
      </p>
      {change.isError && (
        <div className="mt-3">
          <ErrorPanel title="Nothing was changed" error={change.error} />
        </div>
      )}
    </Dialog>
  );
}
