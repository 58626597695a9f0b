'use client';
import type { FileLock } from '@/contract/lock';
import { useChange } from '@/hooks/use-change';
import { toast } from '../ui/toast-store';
import { ReasonDialog } from './reason-dialog';

/** Takes a path away from the task that holds it, for a reason that stands in the events. */
export function ReleaseDialog({ lock, onClose }: { lock: FileLock; onClose(): void }) {
  const change = useChange('releaseLock', {
    onSuccess: () => {
      toast(`${lock.pattern} is free`);
      onClose();
    },
  });
  return (
    <ReasonDialog
      title="Release this file lock?"
      description={
        <>
          <code className="break-all text-ink">{lock.pattern}</code> is taken from {lock.taskRef}{' '}
          <bdi>{lock.taskTitle}</bdi>. Its agent goes on, and must ask again before it writes there; another
          task may take the path first.
        </>
      }
      hint="It stands in the events, for whoever asks later."
      confirm="Release file lock"
      keep="Keep file lock"
      busy={change.isPending}
      error={change.error}
      onConfirm={(reason) => change.mutate({ params: { id: lock.id }, body: { reason } })}
      onClose={onClose}
    />
  );
}
