'use client';
import Link from 'next/link';
import type { Project } from '@/contract/project';
import { useChange } from '@/hooks/use-change';
import { useProjects } from '../project/use-projects';
import { ButtonLink } from '../ui/button';
import { EmptyState } from '../ui/empty-state';
import { ErrorPanel } from '../ui/error-panel';
import { Middle } from '../ui/middle';
import { Panel } from '../ui/panel';
import { Skeleton } from '../ui/skeleton';
import { toast } from '../ui/toast-store';
import { words as shared } from '../words/settings';
import { words as all } from '../words/settings-caps';
import { CapField } from './cap-field';

const words = all.projects;

/** How many agents may be at work on each project at once. */
export function ProjectCaps() {
  const projects = useProjects();
  return (
    <Panel title={words.title} id="project-caps" flush>
      {projects.isError && (
        <div className="p-4">
          <ErrorPanel error={projects.error} onRetry={() => void projects.refetch()} />
        </div>
      )}
      {projects.isPending && <Skeleton className="p-4" />}
      {projects.isSuccess && projects.items.length === 0 && (
        <EmptyState title={words.none} action={<ButtonLink href="/projects/new">{words.add}</ButtonLink>} />
      )}
      <ul>
        {projects.named.map((project) => (
          <Row key={project.id} project={project} />
        ))}
      </ul>
    </Panel>
  );
}

function Row({ project }: { project: Project }) {
  const change = useChange('updateProject', { onSuccess: () => toast(shared.savedOf(project.name)) });
  return (
    <li className="flex flex-wrap items-start gap-x-6 gap-y-2 border-t border-line px-4 py-3 first:border-t-0">
      <div className="min-w-0 flex-1 basis-56">
        <Link href={`/projects/${project.id}`} className="font-medium hover:underline">
          <bdi>{project.name}</bdi>
        </Link>
        <p className="truncate text-label text-ink-2">
          <Middle text={project.repo} max={56} className="mono" />
        </p>
      </div>
      <div>
        <CapField
          label={words.atWork}
          of={words.on(project.name)}
          none={shared.noLimit}
          value={project.maxConcurrent}
          max={1000}
          busy={change.isPending}
          onSave={(maxConcurrent) => change.mutate({ params: { id: project.id }, body: { maxConcurrent } })}
        />
        {change.isError && <p className="text-label text-danger">{change.error.message}</p>}
      </div>
    </li>
  );
}
