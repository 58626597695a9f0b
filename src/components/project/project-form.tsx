'use client';
import { type ReactNode, useId } from 'react';
import type { ApiError } from '@/hooks/api-error';
import { Button } from '../ui/button';
import { Checkbox, Input } from '../ui/controls';
import { ErrorPanel } from '../ui/error-panel';
import { described, Field } from '../ui/field';
import { Panel } from '../ui/panel';
import { Phrase } from '../ui/phrase';
import { words } from '../words/project-form';
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
      <Panel title={words.repository.title} id={`${id}-repository`}>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field
            id={`${id}-name`}
            label={words.repository.name}
            error={errors.name}
            hint={words.repository.nameHint}
          >
            <Input
              {...field('name')}
              value={draft.name}
              onChange={(event) => set({ name: event.target.value })}
              required
            />
          </Field>
          <Field
            id={`${id}-defaultBranch`}
            label={words.repository.branch}
            error={errors.defaultBranch}
            hint={words.repository.branchHint}
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
              label={words.repository.repo}
              error={errors.repo}
              hint={words.repository.repoHint}
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
      <Panel title={words.proof.title} id={`${id}-proof`}>
        <div className="flex flex-col gap-5">
          <Field
            id={`${id}-setup`}
            label={words.proof.setup}
            optional
            error={errors.setup}
            hint={words.proof.setupHint}
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
            label={words.proof.elsewhere}
            checked={draft.verifyElsewhere}
            onChange={(event) => set({ verifyElsewhere: event.target.checked })}
          />
          <Checkbox
            label={words.proof.judge}
            checked={draft.judge}
            onChange={(event) => set({ judge: event.target.checked })}
          />
        </div>
      </Panel>
      <Panel title={words.limits.title} id={`${id}-limits`}>
        <div className="grid gap-4 sm:grid-cols-3">
          <Field
            id={`${id}-budget`}
            label={words.limits.budget}
            optional
            error={errors.defaultBudgetMicros}
            hint={words.limits.budgetHint}
          >
            <Input
              {...field('budget', errors.defaultBudgetMicros)}
              inputMode="decimal"
              placeholder={words.limits.noCap}
              value={draft.budget}
              onChange={(event) => set({ budget: event.target.value })}
            />
          </Field>
          <Field
            id={`${id}-timeoutMinutes`}
            label={words.limits.time}
            error={errors.defaultTimeoutMs}
            hint={words.limits.timeHint}
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
            label={words.limits.turns}
            error={errors.defaultMaxTurns}
            hint={words.limits.turnsHint}
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
      <Panel title={words.approvals.title} id={`${id}-approvals`}>
        <ApprovalsEditor
          table={draft.approvals}
          disabled={!canSayWho}
          onChange={(approvals) => set({ approvals })}
        />
        <p className="mt-1 mb-3 text-label text-ink-2">
          {words.approvals.alone}
          {!canSayWho && ` ${words.approvals.adminsChange}`}
        </p>
        <Checkbox
          label={words.approvals.autoMerge}
          checked={draft.autoMergeLow}
          onChange={(event) => set({ autoMergeLow: event.target.checked })}
        />
      </Panel>
      <Panel title={words.people.title} id={`${id}-people`}>
        <Checkbox
          label={words.people.private}
          checked={draft.isPrivate}
          disabled={!canShare}
          onChange={(event) => set({ isPrivate: event.target.checked })}
        />
        {owner !== undefined && (
          <p className="mt-2 text-label text-ink-2">
            {owner === null ? (
              words.people.nobody
            ) : (
              <Phrase of={words.people.owner} parts={{ owner: <bdi>{owner}</bdi> }} />
            )}
            {!canShare && ` ${words.people.othersMayNot}`}
          </p>
        )}
      </Panel>
      {failure && <ErrorPanel title={words.failed} error={failure} />}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="primary" busy={busy}>
          {submit}
        </Button>
        {aside}
      </div>
    </form>
  );
}
