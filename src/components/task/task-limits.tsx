'use client';
import { useId } from 'react';
import { engineName } from '../runner/engine-words';
import { Checkbox, Input, Select } from '../ui/controls';
import { described, Field } from '../ui/field';
import { words } from '../words/task-form';
import { ROLE_WORDS, ROLES } from './role-words';
import type { TaskForm } from './task-draft-state';

interface LimitsProps {
  form: TaskForm;
  set(part: Partial<TaskForm>): void;
  errorAt(name: string): string | undefined;
}

/** What most tasks leave to their project: caps, engine, role, labels. */
export function TaskLimits({ form, set, errorAt }: LimitsProps) {
  const id = useId();
  const shown = [
    'budgetMicros',
    'timeoutMs',
    'maxTurns',
    'maxRetries',
    'model',
    'labels',
    'runnerLabels',
    'baseBranch',
    'targetBranch',
  ].some((name) => errorAt(name));
  return (
    <details open={shown || undefined} className="rounded-panel border border-line bg-panel">
      <summary className="flex min-h-10 items-center px-4 font-medium hover:bg-sunken">
        {words.limits.title}
      </summary>
      <div className="flex flex-col gap-4 border-t border-line p-4">
        <div className="grid grid-cols-2 gap-3">
          <Field id={`${id}-budget`} label={words.limits.budget} optional error={errorAt('budgetMicros')}>
            <Input
              {...described(`${id}-budget`, errorAt('budgetMicros'))}
              inputMode="decimal"
              placeholder={words.limits.ofProject}
              value={form.budget}
              onChange={(event) => set({ budget: event.target.value })}
            />
          </Field>
          <Field id={`${id}-timeout`} label={words.limits.minutes} optional error={errorAt('timeoutMs')}>
            <Input
              {...described(`${id}-timeout`, errorAt('timeoutMs'))}
              inputMode="decimal"
              placeholder={words.limits.ofProject}
              value={form.timeoutMinutes}
              onChange={(event) => set({ timeoutMinutes: event.target.value })}
            />
          </Field>
          <Field id={`${id}-turns`} label={words.limits.turns} optional error={errorAt('maxTurns')}>
            <Input
              {...described(`${id}-turns`, errorAt('maxTurns'))}
              inputMode="numeric"
              placeholder={words.limits.ofProject}
              value={form.maxTurns}
              onChange={(event) => set({ maxTurns: event.target.value })}
            />
          </Field>
          <Field id={`${id}-retries`} label={words.limits.retries} error={errorAt('maxRetries')}>
            <Input
              {...described(`${id}-retries`, errorAt('maxRetries'))}
              inputMode="numeric"
              value={form.maxRetries}
              onChange={(event) => set({ maxRetries: event.target.value })}
            />
          </Field>
        </div>
        <Field id={`${id}-engine`} label={words.limits.engine}>
          <Select
            {...described(`${id}-engine`)}
            value={form.engine}
            onChange={(event) => set({ engine: event.target.value as TaskForm['engine'] })}
          >
            <option value="">{words.limits.anyEngine}</option>
            <option value="claude-code">{engineName('claude-code')}</option>
            <option value="anthropic-api">{engineName('anthropic-api')}</option>
          </Select>
        </Field>
        <Field id={`${id}-model`} label={words.limits.model} optional error={errorAt('model')}>
          <Input
            {...described(`${id}-model`, errorAt('model'))}
            className="mono"
            placeholder={words.limits.anyModel}
            value={form.model}
            onChange={(event) => set({ model: event.target.value })}
          />
        </Field>
        <Field id={`${id}-role`} label={words.limits.role}>
          <Select
            {...described(`${id}-role`)}
            value={form.role}
            onChange={(event) => set({ role: event.target.value as TaskForm['role'] })}
          >
            {ROLES.map((role) => (
              <option key={role} value={role}>
                {ROLE_WORDS[role]}
              </option>
            ))}
          </Select>
        </Field>
        <Field
          id={`${id}-runner-labels`}
          label={words.limits.runnerLabels}
          optional
          hint={words.limits.runnerLabelsHint}
          error={errorAt('runnerLabels')}
        >
          <Input
            {...described(`${id}-runner-labels`, errorAt('runnerLabels'))}
            value={form.runnerLabels}
            onChange={(event) => set({ runnerLabels: event.target.value })}
          />
        </Field>
        <Field id={`${id}-labels`} label={words.limits.labels} optional error={errorAt('labels')}>
          <Input
            {...described(`${id}-labels`, errorAt('labels'))}
            value={form.labels}
            onChange={(event) => set({ labels: event.target.value })}
          />
        </Field>
        <div className="grid grid-cols-2 gap-3">
          <Field id={`${id}-base`} label={words.limits.base} optional error={errorAt('baseBranch')}>
            <Input
              {...described(`${id}-base`, errorAt('baseBranch'))}
              className="mono"
              placeholder={words.limits.ofProject}
              value={form.baseBranch}
              onChange={(event) => set({ baseBranch: event.target.value })}
            />
          </Field>
          <Field id={`${id}-target`} label={words.limits.target} optional error={errorAt('targetBranch')}>
            <Input
              {...described(`${id}-target`, errorAt('targetBranch'))}
              className="mono"
              placeholder={words.limits.targetHint}
              value={form.targetBranch}
              onChange={(event) => set({ targetBranch: event.target.value })}
            />
          </Field>
        </div>
        <Checkbox
          label={words.limits.review}
          checked={form.requiresReview}
          onChange={(event) => set({ requiresReview: event.target.checked })}
        />
      </div>
    </details>
  );
}
