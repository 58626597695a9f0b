'use client';
import { FileUp } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { useAsk } from '@/hooks/use-ask';
import { useChange } from '@/hooks/use-change';
import { NeedsProject } from '../project/needs-project';
import { usePresetProject } from '../project/use-preset-project';
import { useProjects } from '../project/use-projects';
import { Button } from '../ui/button';
import { Select, TextArea } from '../ui/controls';
import { EmptyState } from '../ui/empty-state';
import { ErrorPanel } from '../ui/error-panel';
import { described, Field } from '../ui/field';
import { Panel } from '../ui/panel';
import { toast } from '../ui/toast-store';
import { words } from '../words/task-import';
import { CSV_EXAMPLE, guessFormat, JSON_EXAMPLE } from './guess-format';
import { ImportPreview } from './import-preview';

type Format = 'csv' | 'json';

/** Reads tasks from a text or a file, shows what they would become, and makes them when nothing is wrong. */
export function ImportTasks() {
  const id = useId();
  const file = useRef<HTMLInputElement>(null);
  const result = useRef<HTMLDivElement>(null);
  const projects = useProjects();
  const { items, named } = projects;
  const preset = usePresetProject(items);
  const [content, setContent] = useState('');
  const [format, setFormat] = useState<Format | ''>('');
  const [chosen, setChosen] = useState('');
  const check = useAsk('importTasks');
  const write = useChange('importTasks', {
    onSuccess: ({ tasks, faults }) => {
      if (faults.length === 0) toast(words.imported(tasks.length));
    },
  });
  const body = {
    format: format || guessFormat(content),
    content,
    projectId: chosen || preset,
  };
  const change = (next: { content?: string; format?: Format | ''; project?: string }) => {
    if (next.content !== undefined) setContent(next.content);
    if (next.format !== undefined) setFormat(next.format);
    if (next.project !== undefined) setChosen(next.project);
    check.reset();
    write.reset();
  };
  const read = async (chosenFile: File | undefined) => {
    if (!chosenFile) return;
    const ends = /\.(csv|json)$/i.exec(chosenFile.name)?.[1]?.toLowerCase();
    change({ content: await chosenFile.text(), format: (ends as Format | undefined) ?? '' });
  };
  const shown = write.data ?? check.data;
  useEffect(() => {
    if (shown) result.current?.focus();
  }, [shown]);

  if (projects.isSuccess && items.length === 0) return <NeedsProject />;
  const ready = check.data && check.data.faults.length === 0 && check.data.tasks.length > 0;
  const error = write.error ?? check.error;
  return (
    <div className="grid items-start gap-5 xl:grid-cols-2">
      <Panel title={words.form.title} id="source">
        <form
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            write.reset();
            check.mutate({ body: { ...body, dryRun: true } });
          }}
        >
          <div className="grid gap-4 sm:grid-cols-2">
            <Field id={`${id}-project`} label={words.form.project} hint={words.form.projectHint}>
              <Select
                {...described(`${id}-project`)}
                value={chosen || preset}
                onChange={(event) => change({ project: event.target.value })}
              >
                {named.map((project) => (
                  <option key={project.id} value={project.id}>
                    {project.name}
                  </option>
                ))}
              </Select>
            </Field>
            <Field id={`${id}-format`} label={words.form.format}>
              <Select
                id={`${id}-format`}
                value={format}
                onChange={(event) => change({ format: event.target.value as Format | '' })}
              >
                <option value="">{words.form.asItLooks(guessFormat(content).toUpperCase())}</option>
                <option value="csv">{'CSV'}</option>
                <option value="json">{'JSON'}</option>
              </Select>
            </Field>
          </div>
          <Field id={`${id}-content`} label={words.form.tasks} hint={words.form.tasksHint}>
            <TextArea
              {...described(`${id}-content`)}
              className="mono text-log!"
              rows={14}
              spellCheck={false}
              placeholder={CSV_EXAMPLE}
              value={content}
              onChange={(event) => change({ content: event.target.value })}
            />
          </Field>
          <div className="flex flex-wrap gap-2">
            <Button
              type="submit"
              look={ready ? 'outline' : 'primary'}
              busy={check.isPending}
              disabled={content.trim() === ''}
            >
              {words.form.check}
            </Button>
            <Button onClick={() => file.current?.click()}>
              <FileUp className="size-4" aria-hidden="true" />
              {words.form.choose}
            </Button>
            <Button look="quiet" onClick={() => change({ content: CSV_EXAMPLE, format: '' })}>
              {words.form.csvExample}
            </Button>
            <Button look="quiet" onClick={() => change({ content: JSON_EXAMPLE, format: '' })}>
              {words.form.jsonExample}
            </Button>
            <input
              ref={file}
              type="file"
              accept=".csv,.json,text/csv,application/json"
              aria-label={words.form.file}
              className="sr-only"
              tabIndex={-1}
              onChange={(event) => {
                void read(event.target.files?.[0]);
                event.target.value = '';
              }}
            />
          </div>
        </form>
      </Panel>
      <div ref={result} tabIndex={-1} className="flex min-w-0 flex-col gap-4 outline-none">
        {error && <ErrorPanel title={words.form.failed} error={error} />}
        {shown ? (
          <ImportPreview
            answer={shown}
            lines={content.split('\n')}
            written={write.data !== undefined && write.data.faults.length === 0}
            action={
              ready &&
              !write.data && (
                <Button
                  look="primary"
                  busy={write.isPending}
                  onClick={() => write.mutate({ body: { ...body, dryRun: false } })}
                >
                  {words.form.write(check.data.tasks.length)}
                </Button>
              )
            }
          />
        ) : (
          <Panel>
            <EmptyState title={words.form.unchecked}>{words.form.uncheckedNote}</EmptyState>
          </Panel>
        )}
      </div>
    </div>
  );
}
