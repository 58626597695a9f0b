'use client';
import { useId, useState } from 'react';
import type { Task } from '@/contract/task';
import { fieldErrors } from '@/hooks/api-error';
import { checkBody } from '@/hooks/check-body';
import { useChange } from '@/hooks/use-change';
import { Button } from '../ui/button';
import { Checkbox, Input, Select, TextArea } from '../ui/controls';
import { Dialog, DialogActions } from '../ui/dialog';
import { ErrorPanel } from '../ui/error-panel';
import { described, Field } from '../ui/field';
import { priorityWord } from './priority';
import { RISKS, riskWord } from './risk-chip';
import { type ChangeForm, toChangeForm, toTaskChange } from './task-change-state';
import { TASK_TYPES, TYPE } from './type-words';

interface EditProps {
  open: boolean;
  onOpenChange(open: boolean): void;
  task: Task;
}

/** Changes what a task says, while no agent works on it. */
export function EditDialog({ open, onOpenChange, task }: EditProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={`Edit ${task.ref}`} wide>
      <EditForm key={`${task.id} ${task.version}`} task={task} onClose={() => onOpenChange(false)} />
    </Dialog>
  );
}

function EditForm({ task, onClose }: { task: Task; onClose(): void }) {
  const id = useId();
  const [form, setForm] = useState(() => toChangeForm(task));
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const change = useChange('updateTask', { onSuccess: onClose });
  const set = (part: Partial<ChangeForm>) => setForm((now) => ({ ...now, ...part }));
  const errors: Record<string, string> = { ...fieldErrors(change.error), ...wrong };
  const errorAt = (name: string) =>
    Object.entries(errors).find(([path]) => path === name || path.startsWith(`${name}.`))?.[1];
  const save = async () => {
    const checked = await checkBody('updateTask', toTaskChange(form, task));
    setWrong(checked.errors);
    if (checked.body) change.mutate({ params: { id: task.ref }, body: checked.body });
  };
  const line = (name: keyof ChangeForm, label: string, more: LineProps = {}) => (
    <Field
      id={`${id}-${name}`}
      label={label}
      optional={!more.needed}
      hint={more.hint}
      error={errorAt(more.path ?? name)}
    >
      {more.rows ? (
        <TextArea
          {...described(`${id}-${name}`, errorAt(more.path ?? name))}
          className={more.mono ? 'mono' : undefined}
          rows={more.rows}
          value={String(form[name])}
          onChange={(event) => set({ [name]: event.target.value })}
        />
      ) : (
        <Input
          {...described(`${id}-${name}`, errorAt(more.path ?? name))}
          className={more.mono ? 'mono' : undefined}
          inputMode={more.decimal ? 'decimal' : undefined}
          placeholder={more.placeholder}
          value={String(form[name])}
          onChange={(event) => set({ [name]: event.target.value })}
        />
      )}
    </Field>
  );
  const choice = <K extends 'type' | 'priority' | 'riskLevel'>(
    name: K,
    label: string,
    options: readonly (readonly [string, string])[],
  ) => (
    <Field id={`${id}-${name}`} label={label} error={errorAt(name)}>
      <Select
        {...described(`${id}-${name}`, errorAt(name))}
        value={form[name]}
        onChange={(event) => set({ [name]: event.target.value })}
      >
        {options.map(([value, word]) => (
          <option key={value} value={value}>
            {word}
          </option>
        ))}
      </Select>
    </Field>
  );
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {line('title', 'Title', { needed: true })}
      {line('description', 'Description', { rows: 6 })}
      {line('acceptance', 'Done when', { rows: 2, hint: 'One criterion a line.' })}
      <div className="grid gap-4 sm:grid-cols-3">
        {choice(
          'type',
          'Type',
          TASK_TYPES.map((type) => [type, TYPE[type].word] as const),
        )}
        {choice(
          'priority',
          'Priority',
          [0, 1, 2, 3, 4].map((one) => [String(one), priorityWord(one)] as const),
        )}
        {choice(
          'riskLevel',
          'Risk',
          RISKS.map((risk) => [risk, riskWord(risk)] as const),
        )}
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        {line('dependsOn', 'Waits for', { mono: true, hint: 'Refs, such as TASK-12 TASK-15.' })}
        {line('parent', 'Sub-task of', { mono: true, placeholder: 'TASK-12' })}
        {line('labels', 'Labels')}
        {line('runnerLabels', 'Runner labels')}
        {line('baseBranch', 'Starts from', { mono: true, placeholder: 'of the project' })}
        {line('targetBranch', 'Merged into', { mono: true, placeholder: 'where it starts' })}
      </div>
      {line('files', 'Files it will change', { rows: 3, mono: true, hint: 'One a line.', path: 'filesHint' })}
      {line('reads', 'Files it only reads', { rows: 2, mono: true, hint: 'One a line.', path: 'readsHint' })}
      <div className="grid items-end gap-4 sm:grid-cols-3">
        {line('budget', 'Budget in dollars', { decimal: true, placeholder: 'no cap', path: 'budgetMicros' })}
        <Checkbox
          className="sm:col-span-2 sm:pb-1"
          label="A person reviews it in any case"
          checked={form.requiresReview}
          onChange={(event) => set({ requiresReview: event.target.checked })}
        />
      </div>
      {change.isError && <ErrorPanel title="Nothing was changed" error={change.error} />}
      <DialogActions>
        <Button onClick={onClose}>Back</Button>
        <Button type="submit" look="primary" busy={change.isPending}>
          Save task
        </Button>
      </DialogActions>
    </form>
  );
}

interface LineProps {
  needed?: boolean;
  rows?: number;
  mono?: boolean;
  decimal?: boolean;
  hint?: string;
  placeholder?: string;
  /** The path of the field in the contract, where it differs. */
  path?: string;
}
