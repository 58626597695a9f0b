'use client';
import { type ReactNode, useId } from 'react';
import type { ApiError } from '@/hooks/api-error';
import { Button } from '../ui/button';
import { Checkbox, Input } from '../ui/controls';
import { ErrorPanel } from '../ui/error-panel';
import { described, Field } from '../ui/field';
import { Panel } from '../ui/panel';
import { ApprovalsEditor } from './approvals-editor';
import { ChecksEditor } from './checks-editor';
import type { ProjectDraft } from './project-form-state';

interface FormProps {
  draft: ProjectDraft;
  onChange(draft: ProjectDraft): void;
  errors: Record<string, string>;
  failure: ApiError | null;
  busy: boolean;
  onSubmit(): void;
  submit: string;
  aside?: ReactNode;
  /** The name of whose it is, null where it is nobody's; absent while it is made. */
  owner?: string | null;
  /** Whether who looks may say who sees it. */
  canShare?: boolean;
  /** Whether who looks may say who approves. */
  canSayWho?: boolean;
}

/** All a project has to say, for making and for changing one. */
export function ProjectForm({
  draft,
  onChange,
  errors,
  failure,
  busy,
  onSubmit,
  submit,
  aside,
  owner,
  canShare = true,
  canSayWho = true,
}: FormProps) {
  const id = useId();
  const set = (part: Partial<ProjectDraft>) => onChange({ ...draft, ...part });
  const field = (name: keyof ProjectDraft, error = errors[name]) => ({
    ...described(`${id}-${name}`, error),
  });
  return (
    <form
      className="flex max-w-4xl flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <Panel title="Repository" id={`${id}-repository`}>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field id={`${id}-name`} label="Name" error={errors.name} hint="Letters, digits, space and . _ -">
            <Input
              {...field('name')}
              value={draft.name}
              onChange={(event) => set({ name: event.target.value })}
              required
            />
          </Field>
          <Field
            id={`${id}-defaultBranch`}
            label="Base branch"
            error={errors.defaultBranch}
            hint="Approved commits are merged into it."
          >
            <Input
              {...field('defaultBranch')}
              className="mono"
              value={draft.defaultBranch}
              onChange={(event) => set({ defaultBranch: event.target.value })}
              required
            />
          </Field>
          <div className="sm:col-span-2">
            <Field
              id={`${id}-repo`}
              label="Repository"
              error={errors.repo}
              hint="An absolute folder on the runner’s machine, or an https or ssh URL."
            >
              <Input
                {...field('repo')}
                className="mono"
                placeholder="/home/ana/code/shop"
                value={draft.repo}
                onChange={(event) => set({ repo: event.target.value })}
                required
              />
            </Field>
          </div>
        </div>
      </Panel>
      <Panel title="Proof" id={`${id}-proof`}>
        <div className="flex flex-col gap-5">
          <Field
            id={`${id}-setup`}
            label="Setup"
            optional
            error={errors.setup}
            hint="Runs once in each fresh checkout before the checks, for example npm ci. Never through a shell."
          >
            <Input
              {...field('setup')}
              className="mono"
              placeholder="npm ci"
              value={draft.setup}
              onChange={(event) => set({ setup: event.target.value })}
            />
          </Field>
          <ChecksEditor checks={draft.checks} onChange={(checks) => set({ checks })} errors={errors} />
          <Checkbox
            label="Have another runner than the one that did the work run the checks; both must reach one repository"
            checked={draft.verifyElsewhere}
            onChange={(event) => set({ verifyElsewhere: event.target.checked })}
          />
          <Checkbox
            label="Once the checks pass, have a model that is not the author judge each acceptance point; it costs what its answer costs"
            checked={draft.judge}
            onChange={(event) => set({ judge: event.target.checked })}
          />
        </div>
      </Panel>
      <Panel title="Limits of its tasks" id={`${id}-limits`}>
        <div className="grid gap-4 sm:grid-cols-3">
          <Field
            id={`${id}-budget`}
            label="Budget in dollars"
            optional
            error={errors.defaultBudgetMicros}
            hint="Per task. An agent is stopped when it is reached."
          >
            <Input
              {...field('budget', errors.defaultBudgetMicros)}
              inputMode="decimal"
              placeholder="no cap"
              value={draft.budget}
              onChange={(event) => set({ budget: event.target.value })}
            />
          </Field>
          <Field
            id={`${id}-timeoutMinutes`}
            label="Time cap in minutes"
            error={errors.defaultTimeoutMs}
            hint="Per agent."
          >
            <Input
              {...field('timeoutMinutes', errors.defaultTimeoutMs)}
              inputMode="decimal"
              value={draft.timeoutMinutes}
              onChange={(event) => set({ timeoutMinutes: event.target.value })}
            />
          </Field>
          <Field
            id={`${id}-maxTurns`}
            label="Turn cap"
            error={errors.defaultMaxTurns}
            hint="Model answers per agent."
          >
            <Input
              {...field('maxTurns', errors.defaultMaxTurns)}
              inputMode="numeric"
              value={draft.maxTurns}
              onChange={(event) => set({ maxTurns: event.target.value })}
            />
          </Field>
        </div>
      </Panel>
      <Panel title="Who approves, by risk" id={`${id}-approvals`}>
        <ApprovalsEditor
          table={draft.approvals}
          disabled={!canSayWho}
          onChange={(approvals) => set({ approvals })}
        />
        <p className="mt-1 mb-3 text-label text-ink-2">
          What nobody there could fulfil is not asked: whoever is alone approves.
          {!canSayWho && ' Admins of the workspace alone change this.'}
        </p>
        <Checkbox
          label="Merge proven low-risk tasks without a review"
          checked={draft.autoMergeLow}
          onChange={(event) => set({ autoMergeLow: event.target.checked })}
        />
      </Panel>
      <Panel title="Who sees it" id={`${id}-people`}>
        <Checkbox
          label="Private: only its owner and the admins of the workspace see it and its tasks"
          checked={draft.isPrivate}
          disabled={!canShare}
          onChange={(event) => set({ isPrivate: event.target.checked })}
        />
        {owner !== undefined && (
          <p className="mt-2 text-label text-ink-2">
            {owner === null ? (
              'It belongs to nobody any more: admins look after it.'
            ) : (
              <>
                Its owner is <bdi>{owner}</bdi>.
              </>
            )}
            {!canShare && ' Only they and the admins change who sees it.'}
          </p>
        )}
      </Panel>
      {failure && <ErrorPanel title="Nothing was saved" error={failure} />}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="primary" busy={busy}>
          {submit}
        </Button>
        {aside}
      </div>
    </form>
  );
}
