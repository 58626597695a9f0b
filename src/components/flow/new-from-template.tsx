'use client';
import { useRouter } from 'next/navigation';
import { useId, useState } from 'react';
import { useChange } from '@/hooks/use-change';
import { useEndpoint } from '@/hooks/use-endpoint';
import { NeedsProject } from '../project/needs-project';
import { usePresetProject } from '../project/use-preset-project';
import { useProjects } from '../project/use-projects';
import { Button } from '../ui/button';
import { ErrorPanel } from '../ui/error-panel';
import { Panel } from '../ui/panel';
import { words as basics } from '../words/flow-basics';
import { words } from '../words/flow-new';
import { ProjectField } from './project-field';

const EMPTY = { name: words.empty.name, nodes: [], edges: [] };

/** Flows to begin with, an empty one too. */
export function NewFromTemplate() {
  const id = useId();
  const router = useRouter();
  const projects = useProjects();
  const templates = useEndpoint('listFlowTemplates');
  const [project, setProject] = useState('');
  const create = useChange('createFlow', { onSuccess: ({ ref }) => router.push(`/flows/${ref}/edit`) });
  const { items } = projects;
  const preset = usePresetProject(items);
  if (projects.isError)
    return (
      <ErrorPanel
        title={words.templates.noProjects}
        error={projects.error}
        onRetry={() => void projects.refetch()}
      />
    );
  if (projects.isSuccess && items.length === 0) return <NeedsProject />;
  const projectId = project || preset;
  return (
    <Panel title={words.templates.title} id="templates">
      <div className="mb-4 max-w-80">
        <ProjectField id={id} value={projectId} onChange={setProject} />
      </div>
      {templates.isError && (
        <div className="mb-4">
          <ErrorPanel
            title={words.templates.unread}
            error={templates.error}
            onRetry={() => void templates.refetch()}
          />
        </div>
      )}
      <ul className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
        {(templates.data ?? []).map(({ key, name, description, document }) => (
          <li key={key} className="flex flex-col gap-2 rounded-panel border border-line p-3">
            <h3 className="font-medium">{name}</h3>
            <p className="flex-1 text-ink-2">{description}</p>
            <p className="text-label text-ink-3">{basics.nodes(document.nodes.length)}</p>
            <Button
              busy={create.isPending}
              aria-label={words.templates.named(name)}
              onClick={() => create.mutate({ body: { template: key, projectId } })}
            >
              {words.templates.use}
            </Button>
          </li>
        ))}
        <li className="flex flex-col gap-2 rounded-panel border border-dashed border-line p-3">
          <h3 className="font-medium">{words.empty.title}</h3>
          <p className="flex-1 text-ink-2">{words.empty.lead}</p>
          <Button
            busy={create.isPending}
            onClick={() => create.mutate({ body: { document: EMPTY, projectId } })}
          >
            {words.empty.create}
          </Button>
        </li>
      </ul>
      {create.isError && (
        <div className="mt-4">
          <ErrorPanel title={words.templates.failed} error={create.error} />
        </div>
      )}
    </Panel>
  );
}
