'use client';
import Link from 'next/link';
import { useId, useState } from 'react';
import type { Runner } from '@/contract/runner';
import { useChange } from '@/hooks/use-change';
import { useEndpoint, useList } from '@/hooks/use-endpoint';
import { StatusBadge } from '../task/status-badge';
import { hasEnded } from '../task/status-vocabulary';
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
  const projects = useList('listProjects');
  const items = projects.data?.items ?? [];
  const [projectId, setProjectId] = useState('');
  const chosen = projectId || items[0]?.id || '';
  const change = useChange('createTask');
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
                {items.map((project) => (
                  <option key={project.id} value={project.id}>
                    {project.name}
                  </option>
                ))}
              </Select>
            </Field>
          </div>
          <Button look="primary" busy={change.isPending} disabled={!chosen} onClick={run}>
            {words.action}
          </Button>
        </div>
      )}
      {change.isError && (
        <div className="mt-3">
          <ErrorPanel title={words.failed} error={change.error} />
        </div>
      )}
      {change.data && <Followed taskRef={change.data.ref} />}
    </Panel>
  );
}

function Followed({ taskRef }: { taskRef: string }) {
  const params = { id: taskRef };
  const task = useEndpoint('getTask', { params }, { every: 2000 });
  const why = useEndpoint('whyTask', { params });
  if (!task.data) return null;
  const ended = hasEnded(task.data.status);
  return (
    <div role="status" className="mt-4 rounded-control border border-line p-3">
      <p className="flex flex-wrap items-center gap-2">
        <StatusBadge status={task.data.status} />
        <Link href={`/tasks/${taskRef}`} className="text-accent hover:underline">
          {taskRef} {task.data.title}
        </Link>
      </p>
      <p className="mt-1 text-ink-2">{task.data.activity ?? why.data?.sentence}</p>
      {ended && task.data.status === 'COMPLETED' && (
        <ButtonLink className="mt-3" href="/tasks/new" look="primary">
          {words.first}
        </ButtonLink>
      )}
    </div>
  );
}
