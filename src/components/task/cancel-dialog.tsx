'use client';
import type { Task } from '@/contract/task';
import { useChange } from '@/hooks/use-change';
import { Button } from '../ui/button';
import { Dialog, DialogActions } from '../ui/dialog';
import { ErrorPanel } from '../ui/error-panel';
import { words } from '../words/task-dialogs';
import { words as ui } from '../words/ui';

/** Asks once more, saying what cancelling does to what runs. */
export function CancelDialog({
  open,
  onOpenChange,
  task,
}: {
  open: boolean;
  onOpenChange(open: boolean): void;
  task: Task;
}) {
  const change = useChange('cancelTask', { onSuccess: () => onOpenChange(false) });
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={words.cancel.title(task.ref)}
      description={task.agentId ? words.cancel.running : words.cancel.waiting}
    >
      {change.isError && <ErrorPanel title={ui.unchanged} error={change.error} />}
      <DialogActions>
        <Button onClick={() => onOpenChange(false)}>{words.keep}</Button>
        <Button
          look="danger"
          busy={change.isPending}
          onClick={() => change.mutate({ params: { id: task.ref }, body: {} })}
        >
          {words.cancel.cancel}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
