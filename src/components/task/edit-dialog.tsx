'use client';
import { useId, useState } from 'react';
import type { RiskLevel, Task } from '@/contract/task';
import { fieldErrors } from '@/hooks/api-error';
import { checkBody } from '@/hooks/check-body';
import { useChange } from '@/hooks/use-change';
import { Button } from '../ui/button';
import { Checkbox, Input, Select, TextArea } from '../ui/controls';
import { Dialog, DialogActions } from '../ui/dialog';
import { ErrorPanel } from '../ui/error-panel';
import { described, Field } from '../ui/field';
import { formatMoney, parseMoney } from '../ui/format-money';
import { priorityWord } from './priority';
import { RISKS, riskWord } from './risk-chip';
import { linesOf } from './task-draft-state';

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
  const [title, setTitle] = useState(task.title);
  const [description, setDescription] = useState(task.description);
  const [priority, setPriority] = useState(String(task.priority));
  const [riskLevel, setRisk] = useState(task.riskLevel);
  const [files, setFiles] = useState(task.filesHint.join('\n'));
  const [budget, setBudget] = useState(
    task.budgetMicros === null ? '' : formatMoney(task.budgetMicros).slice(1).replaceAll(',', ''),
  );
  const [requiresReview, setReview] = useState(task.requiresReview);
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const change = useChange('updateTask', { onSuccess: onClose });
  const errors: Record<string, string> = { ...fieldErrors(change.error), ...wrong };
  const filesError = Object.entries(errors).find(([path]) => path.startsWith('filesHint'))?.[1];
  const save = async () => {
    const checked = await checkBody('updateTask', {
      title: title.trim(),
      description,
      priority: Number(priority),
      riskLevel,
      filesHint: linesOf(files),
      budgetMicros: parseMoney(budget),
      requiresReview,
      version: task.version,
    });
    setWrong(checked.errors);
    if (checked.body) change.mutate({ params: { id: task.ref }, body: checked.body });
  };
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Field id={`${id}-title`} label="Title" error={errors.title}>
        <Input
          {...described(`${id}-title`, errors.title)}
          value={title}
          onChange={(event) => setTitle(event.target.value)}
        />
      </Field>
      <Field id={`${id}-description`} label="Description" optional error={errors.description}>
        <TextArea
          {...described(`${id}-description`, errors.description)}
          rows={6}
          value={description}
          onChange={(event) => setDescription(event.target.value)}
        />
      </Field>
      <div className="grid gap-4 sm:grid-cols-3">
        <Field id={`${id}-priority`} label="Priority">
          <Select
            {...described(`${id}-priority`)}
            value={priority}
            onChange={(event) => setPriority(event.target.value)}
          >
            {[0, 1, 2, 3, 4].map((one) => (
              <option key={one} value={one}>
                {priorityWord(one)}
              </option>
            ))}
          </Select>
        </Field>
        <Field id={`${id}-risk`} label="Risk">
          <Select
            {...described(`${id}-risk`)}
            value={riskLevel}
            onChange={(event) => setRisk(event.target.value as RiskLevel)}
          >
            {RISKS.map((risk) => (
              <option key={risk} value={risk}>
                {riskWord(risk)}
              </option>
            ))}
          </Select>
        </Field>
        <Field id={`${id}-budget`} label="Budget in dollars" optional error={errors.budgetMicros}>
          <Input
            {...described(`${id}-budget`, errors.budgetMicros)}
            inputMode="decimal"
            placeholder="no cap"
            value={budget}
            onChange={(event) => setBudget(event.target.value)}
          />
        </Field>
      </div>
      <Field id={`${id}-files`} label="Files it will change" optional hint="One a line." error={filesError}>
        <TextArea
          {...described(`${id}-files`, filesError)}
          className="mono"
          rows={3}
          value={files}
          onChange={(event) => setFiles(event.target.value)}
        />
      </Field>
      <Checkbox
        label="A person reviews it in any case"
        checked={requiresReview}
        onChange={(event) => setReview(event.target.checked)}
      />
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
