'use client';
import { useId, useState } from 'react';
import type { Runner } from '@/contract/runner';
import { useChange } from '@/hooks/use-change';
import { ProjectChoice } from '../project/project-choice';
import { Button } from '../ui/button';
import { Input } from '../ui/controls';
import { Dialog, DialogActions } from '../ui/dialog';
import { ErrorPanel } from '../ui/error-panel';
import { described, Field } from '../ui/field';
import { words as all } from '../words/runner-dialogs';
import { words as ui } from '../words/ui';

const words = all.settings;

/** Name, labels, slots and projects of a runner. */
export function RunnerSettings({
  runner,
  open,
  onOpenChange,
}: {
  runner: Runner;
  open: boolean;
  onOpenChange(open: boolean): void;
}) {
  const [name, setName] = useState(runner.name);
  const [labels, setLabels] = useState(runner.labels.join(', '));
  const [projectIds, setProjectIds] = useState(runner.projectIds ?? []);
  const [slots, setSlots] = useState(String(runner.maxConcurrent));
  const id = useId();
  const change = useChange('updateRunner', { onSuccess: () => onOpenChange(false) });
  const save = () =>
    change.mutate({
      params: { id: runner.id },
      body: {
        name: name.trim(),
        labels: labels.split(/[\s,]+/).filter(Boolean),
        projectIds,
        maxConcurrent: Number(slots),
      },
    });
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={words.title(runner.name)}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Field id={`${id}-name`} label={words.name}>
          <Input
            {...described(`${id}-name`)}
            value={name}
            onChange={(event) => setName(event.target.value)}
            required
            maxLength={100}
          />
        </Field>
        <Field id={`${id}-labels`} label={words.labels} optional hint={words.labelsHint}>
          <Input
            {...described(`${id}-labels`)}
            value={labels}
            onChange={(event) => setLabels(event.target.value)}
          />
        </Field>
        <Field id={`${id}-slots`} label={words.slots} hint={words.slotsHint}>
          <Input
            {...described(`${id}-slots`)}
            type="number"
            min={1}
            max={64}
            value={slots}
            onChange={(event) => setSlots(event.target.value)}
            fit
            className="w-24"
          />
        </Field>
        <ProjectChoice
          legend={words.projects}
          none={words.noProjects}
          chosen={projectIds}
          onChoose={setProjectIds}
        />
        {change.isError && <ErrorPanel title={ui.unchanged} error={change.error} />}
        <DialogActions>
          <Button onClick={() => onOpenChange(false)}>{ui.back}</Button>
          <Button type="submit" look="primary" busy={change.isPending}>
            {words.save}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
