'use client';
import { useId, useState } from 'react';
import type { Task } from '@/contract/task';
import { useChange } from '@/hooks/use-change';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { Checkbox, Input } from '../ui/controls';
import { described, Field } from '../ui/field';
import { toast } from '../ui/toast-store';
import { words } from '../words/task-actions';

/** Keeps what a task says as a template, of its project or of all. */
export function TemplateDialog({
  open,
  onOpenChange,
  task,
}: {
  open: boolean;
  onOpenChange(open: boolean): void;
  task: Task;
}) {
  const id = useId();
  const [name, setName] = useState(task.title.slice(0, 100));
  const [everywhere, setEverywhere] = useState(false);
  const keep = useChange('createTaskTemplate', {
    onSuccess: (template) => {
      toast(words.template.kept(template.name));
      onOpenChange(false);
    },
  });
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={words.template.title}
      description={words.template.about}
      confirm={words.template.confirm}
      busy={keep.isPending}
      error={keep.error}
      disabled={name.trim() === ''}
      onConfirm={() =>
        keep.mutate({ body: { name, taskId: task.ref, projectId: everywhere ? null : task.projectId } })
      }
    >
      <Field id={`${id}-name`} label={words.template.name}>
        <Input
          {...described(`${id}-name`)}
          value={name}
          maxLength={100}
          onChange={(event) => setName(event.target.value)}
        />
      </Field>
      <Checkbox
        className="mt-3"
        label={words.template.everywhere}
        checked={everywhere}
        onChange={(event) => setEverywhere(event.target.checked)}
      />
    </ConfirmDialog>
  );
}
