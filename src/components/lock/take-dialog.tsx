'use client';
import type { LockWait } from '@/contract/lock';
import { useChange } from '@/hooks/use-change';
import { toast } from '../ui/toast-store';
import { words } from '../words/lock-dialogs';
import { ReasonDialog } from './reason-dialog';

/** Gives a waiting task the paths it waits for, for a reason that those who held them are told. */
export function TakeDialog({ wait, onClose }: { wait: LockWait; onClose(): void }) {
  const change = useChange('takeLocks', {
    onSuccess: () => {
      toast(words.take.done(wait.taskRef));
      onClose();
    },
  });
  const holders = [...new Set(wait.waitsFor.map(({ taskRef }) => taskRef))].join(', ');
  return (
    <ReasonDialog
      title={words.take.title(wait.taskRef)}
      description={words.take.what(holders, wait.taskRef)}
      hint={words.take.hint}
      confirm={words.take.confirm}
      keep={words.take.keep}
      busy={change.isPending}
      error={change.error}
      onConfirm={(reason) => change.mutate({ body: { taskId: wait.taskRef, reason } })}
      onClose={onClose}
    />
  );
}
