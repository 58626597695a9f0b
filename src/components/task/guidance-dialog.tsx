'use client';
import { useId, useState } from 'react';
import type { Task } from '@/contract/task';
import { useChange } from '@/hooks/use-change';
import { Button } from '../ui/button';
import { TextArea } from '../ui/controls';
import { Dialog, DialogActions } from '../ui/dialog';
import { ErrorPanel } from '../ui/error-panel';
import { described, Field } from '../ui/field';
import { words } from '../words/task-dialogs';
import { words as ui } from '../words/ui';

interface GuidanceProps {
  open: boolean;
  onOpenChange(open: boolean): void;
  task: Task;
  endpoint: 'retryTask' | 'requestChanges';
  required?: boolean;
  title: string;
  description: string;
  label: string;
  submit: string;
  /** Called with the task that will run. */
  onAnswer?(task: Task): void;
}

/** Asks what the next agent shall know, and queues the task again. */
export function GuidanceDialog({
  open,
  onOpenChange,
  task,
  endpoint,
  required,
  title,
  description,
  label,
  submit,
  onAnswer,
}: GuidanceProps) {
  const [guidance, setGuidance] = useState('');
  const id = useId();
  const change = useChange(endpoint as 'retryTask', {
    onSuccess: (answer) => {
      setGuidance('');
      onOpenChange(false);
      onAnswer?.(answer);
    },
  });
  const empty = guidance.trim() === '';
  const send = () =>
    change.mutate({ params: { id: task.ref }, body: empty ? {} : { guidance: guidance.trim() } });
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={`${title} · ${task.ref}`}
      description={description}
    >
      <Field id={id} label={label} optional={!required} hint={words.guidance.hint}>
        <TextArea
          {...described(id)}
          rows={6}
          value={guidance}
          onChange={(event) => setGuidance(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.metaKey || event.ctrlKey) && !(required && empty)) send();
          }}
        />
      </Field>
      {change.isError && (
        <div className="mt-3">
          <ErrorPanel title={ui.unchanged} error={change.error} />
        </div>
      )}
      <DialogActions>
        <Button onClick={() => onOpenChange(false)}>{words.back}</Button>
        <Button look="primary" busy={change.isPending} disabled={required && empty} onClick={send}>
          {submit}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
