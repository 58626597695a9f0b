'use client';
import type { FileLock } from '@/contract/lock';
import { useChange } from '@/hooks/use-change';
import { Phrase } from '../ui/phrase';
import { toast } from '../ui/toast-store';
import { words } from '../words/lock-dialogs';
import { ReasonDialog } from './reason-dialog';

/** Takes a path away from the task that holds it, for a reason that stands in the events. */
export function ReleaseDialog({ lock, onClose }: { lock: FileLock; onClose(): void }) {
  const change = useChange('releaseLock', {
    onSuccess: () => {
      toast(words.release.done(lock.pattern));
      onClose();
    },
  });
  return (
    <ReasonDialog
      title={words.release.title}
      description={
        <Phrase
          of={words.release.what}
          parts={{
            path: <code className="break-all text-ink">{lock.pattern}</code>,
            task: (
              <>
                {lock.taskRef} <bdi>{lock.taskTitle}</bdi>
              </>
            ),
          }}
        />
      }
      hint={words.inEvents}
      confirm={words.release.confirm}
      keep={words.release.keep}
      busy={change.isPending}
      error={change.error}
      onConfirm={(reason) => change.mutate({ params: { id: lock.id }, body: { reason } })}
      onClose={onClose}
    />
  );
}
