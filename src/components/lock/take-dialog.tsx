'use client';
import type { LockWait } from '@/contract/lock';
import { useChange } from '@/hooks/use-change';
import { toast } from '../ui/toast-store';
import { ReasonDialog } from './reason-dialog';

/** Gives a waiting task the paths it waits for, for a reason that those who held them are told. */
export function TakeDialog({ wait, onClose }: { wait: LockWait; onClose(): void }) {
  const change = useChange('takeLocks', {
    onSuccess: () => {
      toast(`${wait.taskRef} has its files and is queued`);
      onClose();
    },
  });
  const holders = [...new Set(wait.waitsFor.map(({ taskRef }) => taskRef))].join(', ');
  return (
    <ReasonDialog
      title={`Take the files over for ${wait.taskRef}?`}
      description={
        <>
          {holders} may not write them any more until {wait.taskRef} is merged or has ended. What was written
          is kept; an agent at work is told your reason, and its commit waits for the files.
        </>
      }
      hint="Whoever held the files is told, and it stands in the events."
      confirm="Take over"
      keep="Let it wait"
      busy={change.isPending}
      error={change.error}
      onConfirm={(reason) => change.mutate({ body: { taskId: wait.taskRef, reason } })}
      onClose={onClose}
    />
  );
}
