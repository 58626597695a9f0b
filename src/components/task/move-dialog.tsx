'use client';
import Link from 'next/link';
import type { Task } from '@/contract/task';
import { useChange } from '@/hooks/use-change';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { ErrorPanel } from '../ui/error-panel';
import { Phrase } from '../ui/phrase';
import { toast } from '../ui/toast-store';
import { words as board } from '../words/task-board';
import { words as ui } from '../words/ui';
import { movesOf } from './board-moves';
import { STATUS } from './status-vocabulary';

const words = board.dialog;

/** Offers the moves that are legal now, each with what it does. */
export function MoveDialog({ task, onClose }: { task: Task; onClose(): void }) {
  const change = useChange('updateTask', {
    onSuccess: () => {
      toast(words.moved(task.ref));
      onClose();
    },
  });
  const { word, meaning } = STATUS[task.status];
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={words.title(task.ref)}
      description={
        <Phrase of={words.standing} parts={{ task: <bdi>{task.title}</bdi>, status: word, meaning }} />
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
        <Phrase
          of={words.rest}
          parts={{
            page: (
              <Link href={`/tasks/${task.ref}`} className="text-accent underline">
                {words.page}
              </Link>
            ),
          }}
        />
      </p>
      {change.isError && (
        <div className="mt-3">
          <ErrorPanel title={ui.unchanged} error={change.error} />
        </div>
      )}
    </Dialog>
  );
}
