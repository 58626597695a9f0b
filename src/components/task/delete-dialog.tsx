'use client';
import { useRouter } from 'next/navigation';
import type { Task } from '@/contract/task';
import { useChange } from '@/hooks/use-change';
import { Button } from '../ui/button';
import { Dialog, DialogActions } from '../ui/dialog';
import { ErrorPanel } from '../ui/error-panel';
import { words } from '../words/task-dialogs';

interface DeleteProps {
  open: boolean;
  onOpenChange(open: boolean): void;
  task: Task;
}

/** Asks once more before the record of a task is gone. */
export function DeleteDialog({ open, onOpenChange, task }: DeleteProps) {
  const router = useRouter();
  const change = useChange('deleteTask', { onSuccess: () => router.push('/tasks') });
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={words.delete.title(task.ref)}
      description={words.delete.description}
    >
      {change.isError && <ErrorPanel title={words.delete.failed} error={change.error} />}
      <DialogActions>
        <Button onClick={() => onOpenChange(false)}>{words.keep}</Button>
        <Button
          look="danger"
          busy={change.isPending}
          onClick={() => change.mutate({ params: { id: task.ref } })}
        >
          {words.delete.delete}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
