'use client';
import { useRouter } from 'next/navigation';
import type { Task } from '@/contract/task';
import { useChange } from '@/hooks/use-change';
import { Button } from '../ui/button';
import { Dialog, DialogActions } from '../ui/dialog';
import { ErrorPanel } from '../ui/error-panel';

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
      title={`Delete ${task.ref}?`}
      description="Its agents, logs, changes and checks are deleted with it. What was merged stays merged."
    >
      {change.isError && <ErrorPanel title="It was not deleted" error={change.error} />}
      <DialogActions>
        <Button onClick={() => onOpenChange(false)}>Keep task</Button>
        <Button
          look="danger"
          busy={change.isPending}
          onClick={() => change.mutate({ params: { id: task.ref } })}
        >
          Delete task
        </Button>
      </DialogActions>
    </Dialog>
  );
}
