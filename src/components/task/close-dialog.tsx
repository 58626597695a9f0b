'use client';
import { useId, useState } from 'react';
import type { Resolution, Task } from '@/contract/task';
import { useChange } from '@/hooks/use-change';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { Input, TextArea } from '../ui/controls';
import { described, Field } from '../ui/field';
import { words as dialogs } from '../words/task-dialogs';
import { RESOLUTION, RESOLUTIONS } from './resolution-words';

const words = dialogs.close;

interface CloseProps {
  open: boolean;
  onOpenChange(open: boolean): void;
  task: Task;
}

/** Ends a task without doing it, and says why. */
export function CloseDialog({ open, onOpenChange, task }: CloseProps) {
  const id = useId();
  const [resolution, setResolution] = useState<Resolution>('duplicate');
  const [note, setNote] = useState('');
  const [duplicateOf, setDuplicateOf] = useState('');
  const change = useChange('closeTask', { onSuccess: () => onOpenChange(false) });
  const of = duplicateOf.trim();
  const close = () =>
    change.mutate({
      params: { id: task.ref },
      body: {
        resolution,
        note: note.trim() || undefined,
        duplicateOf: resolution === 'duplicate' && of ? of : undefined,
      },
    });
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={words.title(task.ref)}
      description={task.agentId ? words.running : words.waiting}
      confirm={words.close}
      keep={dialogs.keep}
      danger
      busy={change.isPending}
      error={change.error}
      onConfirm={close}
    >
      <div className="flex flex-col gap-4">
        <fieldset className="flex flex-col gap-1">
          <legend className="mb-1 text-label font-medium">{words.why}</legend>
          {RESOLUTIONS.map((one) => (
            <label key={one} className="coarse-target flex min-h-6 items-baseline gap-2">
              <input
                type="radio"
                name={`${id}-resolution`}
                value={one}
                checked={resolution === one}
                onChange={() => setResolution(one)}
                className="translate-y-0.5 accent-(--accent)"
              />
              <span>
                {RESOLUTION[one].word}{' '}
                <span className="text-label text-ink-3">{RESOLUTION[one].meaning}</span>
              </span>
            </label>
          ))}
        </fieldset>
        {resolution === 'duplicate' && (
          <Field id={`${id}-of`} label={words.which} optional hint={words.whichHint}>
            <Input
              {...described(`${id}-of`)}
              className="mono"
              value={duplicateOf}
              onChange={(event) => setDuplicateOf(event.target.value)}
            />
          </Field>
        )}
        <Field id={`${id}-note`} label={words.note} optional hint={words.noteHint}>
          <TextArea
            {...described(`${id}-note`)}
            rows={2}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </Field>
      </div>
    </ConfirmDialog>
  );
}
