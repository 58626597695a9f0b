'use client';
import type { Task } from '@/contract/task';
import { useChange } from '@/hooks/use-change';
import { Button } from '../ui/button';
import { Dialog, DialogActions } from '../ui/dialog';
import { ErrorPanel } from '../ui/error-panel';

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
      title={`Cancel ${task.ref}?`}
      description={
        task.agentId
          ? 'Its agent is told to stop and has ten seconds to write its last output. What it has committed stays on its branch; the file locks are released.'
          : 'It leaves the queue and its file locks are released. A cancelled task cannot be queued again.'
      }
    >
      {change.isError && <ErrorPanel title="Nothing was changed" error={change.error} />}
      <DialogActions>
        <Button onClick={() => onOpenChange(false)}>Keep task</Button>
        <Button
          look="danger"
          busy={change.isPending}
          onClick={() => change.mutate({ params: { id: task.ref }, body: {} })}
        >
          Cancel task
        </Button>
      </DialogActions>
    </Dialog>
  );
}
