'use client';
import { useId, useState } from 'react';
import type { Runner } from '@/contract/runner';
import { useChange } from '@/hooks/use-change';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { Input } from '../ui/controls';
import { described, Field } from '../ui/field';
import { toast } from '../ui/toast-store';
import { words as all } from '../words/runner-dialogs';

const words = all.pause;

/** Keeps new tasks from a runner, with a note for the others. */
export function PauseRunner({ runner, onClose }: { runner: Runner; onClose(): void }) {
  const id = useId();
  const [note, setNote] = useState('');
  const change = useChange('updateRunner', {
    onSuccess: () => {
      toast(words.done(runner.name));
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
      title={words.title(runner.name)}
      description={words.effect(runner.running)}
      confirm={words.action}
      keep={words.keep}
      busy={change.isPending}
      error={change.error}
      onConfirm={pause}
    >
      <Field id={id} label={words.note} optional hint={words.noteHint}>
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
