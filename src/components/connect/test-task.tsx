'use client';
import Link from 'next/link';
import { useId, useState } from 'react';
import type { Runner } from '@/contract/runner';
import type { Task } from '@/contract/task';
import { useChange } from '@/hooks/use-change';
import { useEndpoint } from '@/hooks/use-endpoint';
import { usePresetProject } from '../project/use-preset-project';
import { useProjects } from '../project/use-projects';
import { StatusBadge } from '../task/status-badge';
import { Button, ButtonLink } from '../ui/button';
import { Select } from '../ui/controls';
import { ErrorPanel } from '../ui/error-panel';
import { Field } from '../ui/field';
import { Panel } from '../ui/panel';
import { words as all } from '../words/connect-machine';

const words = all.test;

/** The last step: a harmless task that goes the whole way, followed to its end. */
export function TestTask({ runner }: { runner: Runner }) {
  const id = useId();
  const projects = useProjects();
  const { items, named } = projects;
  const preset = usePresetProject(items);
  const [projectId, setProjectId] = useState('');
  const chosen = projectId || preset;
  const change = useChange('createTask');
  const task = useEndpoint(
    'getTask',
    { params: { id: change.data?.ref ?? '' } },
    { enabled: change.data !== undefined, every: 2000 },
  );
  const proven = task.data?.status === 'COMPLETED';
  const run = () =>
    change.mutate({
      body: {
        projectId: chosen,
        title: words.hello(runner.name),
        description: words.asked,
        role: 'healthcheck',
        riskLevel: 'LOW',
        priority: 0,
        maxRetries: 0,
        maxTurns: 5,
      },
    });
  return (
    <Panel title={words.title} id="test">
      {items.length === 0 && projects.isSuccess ? (
        <div className="flex flex-wrap items-center gap-3">
          <p className="text-read text-ink-2">{words.needsProject}</p>
          <ButtonLink href="/projects/new" look="primary">
            {words.addProject}
          </ButtonLink>
        </div>
      ) : (
        <div className="flex flex-wrap items-end gap-3">
          <div className="w-full sm:w-64">
            <Field id={id} label={words.project}>
              <Select id={id} value={chosen} onChange={(event) => setProjectId(event.target.value)}>
                {named.map((project) => (
                  <option key={project.id} value={project.id}>
                    {project.name}
                  </option>
                ))}
              </Select>
            </Field>
          </div>
          <Button
            look={proven ? 'outline' : 'primary'}
            busy={change.isPending}
            disabled={!chosen}
            onClick={run}
          >
            {words.action}
          </Button>
          {/* Whoever trusts the machine as it is goes on at once. */}
          <ButtonLink
            href={chosen ? `/tasks/new?project=${chosen}` : '/tasks/new'}
            look={proven ? 'primary' : 'outline'}
          >
            {words.first}
          </ButtonLink>
        </div>
      )}
      {change.isError && (
        <div className="mt-3">
          <ErrorPanel title={words.failed} error={change.error} />
        </div>
      )}
      {task.data && <Followed task={task.data} />}
    </Panel>
  );
}

function Followed({ task }: { task: Task }) {
  const why = useEndpoint('whyTask', { params: { id: task.ref } });
  return (
    <div role="status" className="mt-4 rounded-control border border-line p-3">
      <p className="flex flex-wrap items-center gap-2">
        <StatusBadge status={task.status} />
        <Link href={`/tasks/${task.ref}`} className="text-accent hover:underline">
          {task.ref} {task.title}
        </Link>
      </p>
      <p className="mt-1 text-ink-2">{task.activity ?? why.data?.sentence}</p>
    </div>
  );
}
