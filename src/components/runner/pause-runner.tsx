'use client';
import { useId, useState } from 'react';
import type { Runner } from '@/contract/runner';
import { useChange } from '@/hooks/use-change';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { Input } from '../ui/controls';
import { described, Field } from '../ui/field';
import { countOf } from '../ui/format-count';
import { toast } from '../ui/toast-store';

/** Keeps new tasks from a runner, with a note for the others. */
export function PauseRunner({ runner, onClose }: { runner: Runner; onClose(): void }) {
  const id = useId();
  const [note, setNote] = useState('');
  const change = useChange('updateRunner', {
    onSuccess: () => {
      toast(`${runner.name} takes no new task`);
      onClose();
    },
  });
  const pause = () =>
    change.mutate({
      params: { id: runner.id },
      body: { status: 'PAUSED', pauseNote: note.trim() || null },
    });
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={`Pause ${runner.name}?`}
      description={`It is handed no new task until someone resumes it. ${runner.running === 0 ? 'Nothing runs on it now.' : `The ${countOf(runner.running, 'agent')} on it now go on to their end.`}`}
      confirm="Pause runner"
      keep="Keep running"
      busy={change.isPending}
      error={change.error}
      onConfirm={pause}
    >
      <Field id={id} label="Note" optional hint="Shown beside its name while it is paused.">
        <Input
          {...described(id)}
          maxLength={200}
          value={note}
          onChange={(event) => setNote(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') pause();
          }}
        />
      </Field>
    </ConfirmDialog>
  );
}
