'use client';
import { useId, useState } from 'react';
import type { Resolution, Task } from '@/contract/task';
import { useChange } from '@/hooks/use-change';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { Input, TextArea } from '../ui/controls';
import { described, Field } from '../ui/field';
import { RESOLUTION, RESOLUTIONS } from './resolution-words';

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
      title={`Close ${task.ref} without doing it?`}
      description={
        task.agentId
          ? 'Its agent is told to stop and has ten seconds to write its last output. Its file locks are released.'
          : 'It leaves the queue and its file locks are released. It cannot be queued again.'
      }
      confirm="Close task"
      keep="Keep task"
      danger
      busy={change.isPending}
      error={change.error}
      onConfirm={close}
    >
      <div className="flex flex-col gap-4">
        <fieldset className="flex flex-col gap-1">
          <legend className="mb-1 text-label font-medium">Why</legend>
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
          <Field
            id={`${id}-of`}
            label="Which one"
            optional
            hint="The ref of the other task, such as TASK-12."
          >
            <Input
              {...described(`${id}-of`)}
              className="mono"
              value={duplicateOf}
              onChange={(event) => setDuplicateOf(event.target.value)}
            />
          </Field>
        )}
        <Field id={`${id}-note`} label="Note" optional hint="For whoever finds it later.">
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
