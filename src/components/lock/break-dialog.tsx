'use client';
import { useChange } from '@/hooks/use-change';
import { toast } from '../ui/toast-store';
import { words } from '../words/lock-dialogs';
import { ReasonDialog } from './reason-dialog';

/** Takes all paths from one of the tasks that wait for one another, so that the others go on. */
export function BreakDialog({ taskRef, onClose }: { taskRef: string; onClose(): void }) {
  const change = useChange('releaseLocks', {
    onSuccess: ({ released }) => {
      toast(words.break.done(released, taskRef));
      onClose();
    },
  });
  return (
    <ReasonDialog
      title={words.break.title(taskRef)}
      description={words.break.what(taskRef)}
      hint={words.inEvents}
      confirm={words.break.confirm}
      keep={words.break.keep}
      busy={change.isPending}
      error={change.error}
      onConfirm={(reason) => change.mutate({ body: { taskId: taskRef, reason } })}
      onClose={onClose}
    />
  );
}
