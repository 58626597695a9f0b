'use client';
import { useId, useState } from 'react';
import type { LockWait } from '@/contract/lock';
import { useChange } from '@/hooks/use-change';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { Input } from '../ui/controls';
import { described, Field } from '../ui/field';
import { toast } from '../ui/toast-store';

/** Gives a waiting task the paths it waits for, for a reason that those who held them are told. */
export function TakeDialog({ wait, onClose }: { wait: LockWait; onClose(): void }) {
  const id = useId();
  const [reason, setReason] = useState('');
  const change = useChange('takeLocks', {
    onSuccess: () => {
      toast(`${wait.taskRef} has its files and is queued`);
      onClose();
    },
  });
  const given = reason.trim();
  const take = () => change.mutate({ body: { taskId: wait.taskRef, reason: given } });
  const holders = [...new Set(wait.waitsFor.map(({ taskRef }) => taskRef))].join(', ');
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={`Take the files over for ${wait.taskRef}?`}
      description={
        <>
          {holders} may not write them any more until {wait.taskRef} is merged or has ended. What was written
          is kept; an agent at work is told your reason, and its commit waits for the files.
        </>
      }
      confirm="Take over"
      keep="Let it wait"
      danger
      disabled={given === ''}
      busy={change.isPending}
      error={change.error}
      onConfirm={take}
    >
      <Field id={id} label="Reason" hint="Whoever held the files is told, and it stands in the events.">
        <Input
          {...described(id)}
          value={reason}
          maxLength={500}
          onChange={(event) => setReason(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && given !== '') take();
          }}
        />
      </Field>
    </ConfirmDialog>
  );
}
