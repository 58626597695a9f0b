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
import { words as dialogs } from '../words/task-dialogs';
import { words as fields } from '../words/task-fields';
import { words as ui } from '../words/ui';
import { priorityWord } from './priority';
import { RISKS, riskWord } from './risk-chip';
import { type ChangeForm, toChangeForm, toTaskChange } from './task-change-state';
import { TASK_TYPES, TYPE } from './type-words';

const words = dialogs.edit;

interface EditProps {
  open: boolean;
  onOpenChange(open: boolean): void;
  task: Task;
}

/** Changes what a task says, while no agent works on it. */
export function EditDialog({ open, onOpenChange, task }: EditProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={words.title(task.ref)} wide>
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
      {line('title', fields.title, { needed: true })}
      {line('description', fields.description, { rows: 6 })}
      {line('acceptance', fields.doneWhen, { rows: 2, hint: fields.oneALine })}
      <div className="grid gap-4 sm:grid-cols-3">
        {choice(
          'type',
          fields.type,
          TASK_TYPES.map((type) => [type, TYPE[type].word] as const),
        )}
        {choice(
          'priority',
          fields.priority,
          [0, 1, 2, 3, 4].map((one) => [String(one), priorityWord(one)] as const),
        )}
        {choice(
          'riskLevel',
          fields.risk,
          RISKS.map((risk) => [risk, riskWord(risk)] as const),
        )}
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        {line('dependsOn', fields.waitsFor, { mono: true, hint: words.refs })}
        {line('parent', fields.parent, { mono: true, placeholder: 'TASK-12' })}
        {line('labels', words.labels)}
        {line('runnerLabels', words.runnerLabels)}
        {line('baseBranch', words.base, { mono: true, placeholder: words.ofProject })}
        {line('targetBranch', words.target, { mono: true, placeholder: words.whereStarts })}
      </div>
      {line('files', fields.files, { rows: 3, mono: true, hint: words.oneALine, path: 'filesHint' })}
      {line('reads', fields.reads, { rows: 2, mono: true, hint: words.oneALine, path: 'readsHint' })}
      <div className="grid items-end gap-4 sm:grid-cols-3">
        {line('budget', words.budget, { decimal: true, placeholder: words.noCap, path: 'budgetMicros' })}
        <Checkbox
          className="sm:col-span-2 sm:pb-1"
          label={words.review}
          checked={form.requiresReview}
          onChange={(event) => set({ requiresReview: event.target.checked })}
        />
      </div>
      {change.isError && <ErrorPanel title={ui.unchanged} error={change.error} />}
      <DialogActions>
        <Button onClick={onClose}>{dialogs.back}</Button>
        <Button type="submit" look="primary" busy={change.isPending}>
          {words.save}
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
