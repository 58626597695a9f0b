'use client';
import { useRouter, useSearchParams } from 'next/navigation';
import { useEffect, useId, useRef, useState } from 'react';
import type { Task } from '@/contract/task';
import { fieldErrors } from '@/hooks/api-error';
import { checkBody } from '@/hooks/check-body';
import { useChange } from '@/hooks/use-change';
import { chooseFiles } from '../attachment/choose-files';
import { ChosenFiles } from '../attachment/chosen-files';
import { UnfinishedTask } from '../attachment/unfinished-task';
import { useAttachFirst, type Wish } from '../attachment/use-attach-first';
import { useFileIntake } from '../attachment/use-file-intake';
import { NeedsProject } from '../project/needs-project';
import { usePresetProject } from '../project/use-preset-project';
import { useProjects } from '../project/use-projects';
import { Input, Select, TextArea } from '../ui/controls';
import { ErrorPanel } from '../ui/error-panel';
import { described, Field } from '../ui/field';
import { Panel } from '../ui/panel';
import { toast } from '../ui/toast-store';
import { words as fields } from '../words/task-fields';
import { words } from '../words/task-new';
import { formOfTemplate } from './form-of-template';
import { LockPreview } from './lock-preview';
import { NewTaskButtons } from './new-task-buttons';
import { priorityWord } from './priority';
import { RISKS, riskWord } from './risk-chip';
import { emptyTask, linesOf, type TaskForm, toTaskDraft } from './task-draft-state';
import { TaskLimits } from './task-limits';
import { TemplateChoice } from './template-choice';
import { TASK_TYPES, TYPE } from './type-words';

/** The form that makes a task; Cmd or Ctrl with Enter creates and queues it. */
export function NewTask() {
  const router = useRouter();
  const search = useSearchParams();
  const id = useId();
  const page = useRef<HTMLFormElement>(null);
  const projects = useProjects();
  const { items, named } = projects;
  const preset = usePresetProject(items);
  const [form, setForm] = useState<TaskForm>({
    ...emptyTask,
    projectId: search.get('project') ?? '',
    parent: search.get('parent') ?? '',
  });
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const [chosen, setChosen] = useState<{ files: File[]; problems: string[] }>({ files: [], problems: [] });
  const choose = (more: File[]) => setChosen(({ files }) => chooseFiles(files, more));
  const { intake } = useFileIntake(choose);
  const change = useChange('createTask');
  const set = (part: Partial<TaskForm>) => setForm((now) => ({ ...now, ...part }));
  const projectId = form.projectId || preset;

  const done = ({ ref }: Task, { draft, another }: Wish) => {
    toast(draft ? words.created(ref) : words.queued(ref));
    setChosen({ files: [], problems: [] });
    if (another) setForm((now) => ({ ...now, title: '', description: '', acceptance: '' }));
    else router.push(`/tasks/${ref}`);
  };
  const { unfinished, busy, finish } = useAttachFirst(done);
  const create = async (draft: boolean, another = false) => {
    const { files } = chosen;
    // Nobody takes it before it has its files.
    const given = toTaskDraft({ ...form, projectId }, draft || files.length > 0);
    const { body, errors } = await checkBody('createTask', given);
    setWrong(errors);
    if (!body) return;
    const wish = { draft, another };
    change.mutate(
      { body },
      { onSuccess: (task) => (files.length > 0 ? void finish(task, files, wish) : done(task, wish)) },
    );
  };
  useEffect(() => {
    if (Object.keys(wrong).length > 0)
      page.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [wrong]);
  const errors = { ...fieldErrors(change.error), ...wrong };
  const errorAt = (name: string) =>
    Object.entries(errors).find(([path]) => path === name || path.startsWith(`${name}.`))?.[1];

  if (projects.isSuccess && items.length === 0) return <NeedsProject />;
  return (
    <form
      ref={page}
      {...intake}
      className="grid max-w-6xl items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]"
      onSubmit={(event) => {
        event.preventDefault();
        if (!unfinished) void create(false);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.metaKey || event.ctrlKey) && !unfinished) {
          event.preventDefault();
          void create(false);
        }
      }}
    >
      <Panel>
        <div className="flex flex-col gap-4">
          <TemplateChoice
            id={`${id}-template`}
            projectId={projectId}
            onPick={(draft) => set(formOfTemplate(draft))}
          />
          <Field id={`${id}-title`} label={fields.title} error={errorAt('title')}>
            <Input
              {...described(`${id}-title`, errorAt('title'))}
              autoFocus
              value={form.title}
              onChange={(event) => set({ title: event.target.value })}
              maxLength={200}
              placeholder={words.titleExample}
            />
          </Field>
          <Field id={`${id}-description`} label={fields.description} optional error={errorAt('description')}>
            <TextArea
              {...described(`${id}-description`, errorAt('description'))}
              rows={8}
              value={form.description}
              onChange={(event) => set({ description: event.target.value })}
              placeholder={words.descriptionExample}
            />
          </Field>
          <ChosenFiles
            {...chosen}
            onAdd={choose}
            onDrop={(file) =>
              setChosen(({ files }) => ({ files: files.filter((one) => one !== file), problems: [] }))
            }
          />
          <Field
            id={`${id}-acceptance`}
            label={fields.doneWhen}
            optional
            hint={fields.oneALine}
            error={errorAt('acceptance')}
          >
            <TextArea
              {...described(`${id}-acceptance`, errorAt('acceptance'))}
              rows={3}
              value={form.acceptance}
              onChange={(event) => set({ acceptance: event.target.value })}
            />
          </Field>
          <Field
            id={`${id}-files`}
            label={fields.files}
            optional
            hint={words.filesHint}
            error={errorAt('filesHint')}
          >
            <TextArea
              {...described(`${id}-files`, errorAt('filesHint'))}
              className="mono"
              rows={3}
              value={form.files}
              onChange={(event) => set({ files: event.target.value })}
              placeholder={'src/orders/\ntests/orders/**'}
            />
          </Field>
          <Field
            id={`${id}-reads`}
            label={fields.reads}
            optional
            hint={words.readsHint}
            error={errorAt('readsHint')}
          >
            <TextArea
              {...described(`${id}-reads`, errorAt('readsHint'))}
              className="mono"
              rows={2}
              value={form.reads}
              onChange={(event) => set({ reads: event.target.value })}
            />
          </Field>
          <LockPreview projectId={projectId} files={linesOf(form.files)} reads={linesOf(form.reads)} />
          <Field
            id={`${id}-depends`}
            label={fields.waitsFor}
            optional
            hint={words.waitsHint}
            error={errorAt('dependsOn')}
          >
            <Input
              {...described(`${id}-depends`, errorAt('dependsOn'))}
              className="mono"
              value={form.dependsOn}
              onChange={(event) => set({ dependsOn: event.target.value })}
            />
          </Field>
        </div>
      </Panel>
      <div className="flex flex-col gap-5">
        <Panel>
          <div className="flex flex-col gap-4">
            <Field id={`${id}-project`} label={words.project} error={errorAt('projectId')}>
              <Select
                {...described(`${id}-project`, errorAt('projectId'))}
                value={projectId}
                onChange={(event) => set({ projectId: event.target.value })}
              >
                {named.map((project) => (
                  <option key={project.id} value={project.id}>
                    {project.name}
                  </option>
                ))}
              </Select>
            </Field>
            <Field id={`${id}-type`} label={fields.type} hint={TYPE[form.type].meaning}>
              <Select
                {...described(`${id}-type`)}
                value={form.type}
                onChange={(event) => set({ type: event.target.value as TaskForm['type'] })}
              >
                {TASK_TYPES.map((type) => (
                  <option key={type} value={type}>
                    {TYPE[type].word}
                  </option>
                ))}
              </Select>
            </Field>
            <Field
              id={`${id}-parent`}
              label={fields.parent}
              optional
              hint={words.parentHint}
              error={errorAt('parent')}
            >
              <Input
                {...described(`${id}-parent`, errorAt('parent'))}
                className="mono"
                placeholder="TASK-12"
                value={form.parent}
                onChange={(event) => set({ parent: event.target.value })}
              />
            </Field>
            <Field id={`${id}-priority`} label={fields.priority}>
              <Select
                {...described(`${id}-priority`)}
                value={form.priority}
                onChange={(event) => set({ priority: event.target.value })}
              >
                {[0, 1, 2, 3, 4].map((priority) => (
                  <option key={priority} value={priority}>
                    {priorityWord(priority)}
                  </option>
                ))}
              </Select>
            </Field>
            <Field id={`${id}-risk`} label={fields.risk} hint={words.risks[form.riskLevel]}>
              <Select
                {...described(`${id}-risk`)}
                value={form.riskLevel}
                onChange={(event) => set({ riskLevel: event.target.value as TaskForm['riskLevel'] })}
              >
                {RISKS.map((risk) => (
                  <option key={risk} value={risk}>
                    {riskWord(risk)}
                  </option>
                ))}
              </Select>
            </Field>
          </div>
        </Panel>
        <TaskLimits form={form} set={set} errorAt={errorAt} />
      </div>
      <div className="flex flex-col gap-3 lg:col-span-2">
        {change.isError && <ErrorPanel title={words.failed} error={change.error} />}
        {unfinished ? (
          <UnfinishedTask
            unfinished={unfinished}
            busy={busy}
            onFinish={(files) => void finish(unfinished.task, files, unfinished.wish)}
          />
        ) : (
          <NewTaskButtons
            busy={change.isPending || busy}
            onCreate={(draft, another) => void create(draft, another)}
          />
        )}
      </div>
    </form>
  );
}
