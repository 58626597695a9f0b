'use client';
import { useChange } from '@/hooks/use-change';
import { countOf } from '../ui/format-count';
import { toast } from '../ui/toast-store';
import { ReasonDialog } from './reason-dialog';

/** Takes all paths from one of the tasks that wait for one another, so that the others go on. */
export function BreakDialog({ taskRef, onClose }: { taskRef: string; onClose(): void }) {
  const change = useChange('releaseLocks', {
    onSuccess: ({ released }) => {
      toast(`${countOf(released, 'path')} of ${taskRef} free`);
      onClose();
    },
  });
  return (
    <ReasonDialog
      title={`Release what ${taskRef} holds?`}
      description={
        <>
          What {taskRef} has written is kept, and it must ask again before it writes there. The tasks that
          wait for it go on first.
        </>
      }
      hint="It stands in the events, for whoever asks later."
      confirm="Release its files"
      keep="Keep them"
      busy={change.isPending}
      error={change.error}
      onConfirm={(reason) => change.mutate({ body: { taskId: taskRef, reason } })}
      onClose={onClose}
    />
  );
}
