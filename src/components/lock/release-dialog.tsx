'use client';
import { useId, useState } from 'react';
import type { FileLock } from '@/contract/lock';
import { useChange } from '@/hooks/use-change';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { Input } from '../ui/controls';
import { described, Field } from '../ui/field';
import { toast } from '../ui/toast-store';

/** Takes a path away from the task that holds it, for a reason that stands in the events. */
export function ReleaseDialog({ lock, onClose }: { lock: FileLock; onClose(): void }) {
  const id = useId();
  const [reason, setReason] = useState('');
  const change = useChange('releaseLock', {
    onSuccess: () => {
      toast(`${lock.pattern} is free`);
      onClose();
    },
  });
  const given = reason.trim();
  const release = () => change.mutate({ params: { id: lock.id }, body: { reason: given } });
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title="Release this file lock?"
      description={
        <>
          <code className="break-all text-ink">{lock.pattern}</code> is taken from {lock.taskRef}{' '}
          <bdi>{lock.taskTitle}</bdi>. Its agent goes on, and must ask again before it writes there; another
          task may take the path first.
        </>
      }
      confirm="Release file lock"
      keep="Keep file lock"
      danger
      disabled={given === ''}
      busy={change.isPending}
      error={change.error}
      onConfirm={release}
    >
      <Field id={id} label="Reason" hint="It stands in the events, for whoever asks later.">
        <Input
          {...described(id)}
          value={reason}
          maxLength={500}
          onChange={(event) => setReason(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && given !== '') release();
          }}
        />
      </Field>
    </ConfirmDialog>
  );
}
