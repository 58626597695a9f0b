'use client';
import { FileUp } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useId, useRef, useState } from 'react';
import { useAsk } from '@/hooks/use-ask';
import { useChange } from '@/hooks/use-change';
import { usePresetProject } from '../project/use-preset-project';
import { useProjects } from '../project/use-projects';
import { Button } from '../ui/button';
import { TextArea } from '../ui/controls';
import { ErrorPanel } from '../ui/error-panel';
import { described, Field } from '../ui/field';
import { Panel } from '../ui/panel';
import { words as basics } from '../words/flow-basics';
import { words } from '../words/flow-new';
import { FaultList } from './fault-list';
import { ProjectField } from './project-field';

/** Reads a flow from a file or a text, shows its faults, and keeps it. */
export function ImportFlow() {
  const id = useId();
  const router = useRouter();
  const file = useRef<HTMLInputElement>(null);
  const { items } = useProjects();
  const [content, setContent] = useState('');
  const preset = usePresetProject(items);
  const [project, setProject] = useState('');
  const check = useAsk('importFlow');
  const write = useChange('importFlow', {
    onSuccess: ({ flow }) => flow && router.push(`/flows/${flow.ref}/edit`),
  });
  if (items.length === 0) return null;
  const body = { content, projectId: project || preset };
  const change = (next: string) => {
    setContent(next);
    check.reset();
    write.reset();
  };
  const read = async (chosen: File | undefined) => chosen && change(await chosen.text());
  const seen = write.data ?? check.data;
  const error = write.error ?? check.error;
  const document = seen?.document;
  return (
    <Panel title={words.import.title} id="import">
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          check.mutate({ body: { ...body, dryRun: true } });
        }}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          void read(event.dataTransfer.files[0]);
        }}
      >
        <div className="max-w-80">
          <ProjectField id={`${id}-project`} value={project || preset} onChange={setProject} />
        </div>
        <Field id={`${id}-content`} label={words.import.content} hint={words.import.hint}>
          <TextArea
            {...described(`${id}-content`)}
            className="mono text-log!"
            rows={10}
            spellCheck={false}
            value={content}
            onChange={(event) => change(event.target.value)}
          />
        </Field>
        <div className="flex flex-wrap gap-2">
          <Button onClick={() => file.current?.click()}>
            <FileUp className="size-4" aria-hidden="true" /> {words.import.choose}
          </Button>
          <input
            ref={file}
            type="file"
            className="sr-only"
            tabIndex={-1}
            aria-label={words.import.file}
            accept=".json,.toml,application/json,application/toml"
            onChange={(event) => void read(event.target.files?.[0])}
          />
          <Button type="submit" busy={check.isPending} disabled={content.trim() === ''}>
            {words.import.check}
          </Button>
          <Button
            look="primary"
            busy={write.isPending}
            disabled={!document}
            onClick={() => write.mutate({ body })}
          >
            {words.import.import}
          </Button>
        </div>
        {error && <ErrorPanel title={words.import.unread} error={error} />}
        {seen && (
          <div role="status" className="flex flex-col gap-2">
            <p className="font-medium">
              {document
                ? `${document.name}: ${basics.nodes(document.nodes.length)}, ${basics.edges(document.edges.length)}`
                : words.import.misshapen}
            </p>
            {seen.notes.map((note) => (
              <p key={note} className="text-ink-2">
                {note}
              </p>
            ))}
            <FaultList faults={seen.faults} />
          </div>
        )}
      </form>
    </Panel>
  );
}
