'use client';
import Link from 'next/link';
import type { Project } from '@/contract/project';
import { ButtonLink } from '../ui/button';
import { EmptyState } from '../ui/empty-state';
import { ErrorPanel } from '../ui/error-panel';
import { Middle } from '../ui/middle';
import { PageHeader } from '../ui/page-header';
import { Panel } from '../ui/panel';
import { Skeleton } from '../ui/skeleton';
import { words } from '../words/project-list';
import { words as common } from '../words/words';
import { useProjects } from './use-projects';

/** Every project, and whether some machine can serve it. */
export function ProjectsPage() {
  const projects = useProjects();
  const add = (
    <ButtonLink
      href="/projects/new"
      look={projects.isSuccess && projects.items.length === 0 ? 'primary' : 'outline'}
    >
      {words.add}
    </ButtonLink>
  );
  return (
    <>
      <PageHeader title={common.pages.projects} lead={words.lead} actions={add} />
      {projects.isError && <ErrorPanel error={projects.error} onRetry={() => void projects.refetch()} />}
      <Panel flush>
        {projects.isPending && <Skeleton className="p-4" />}
        {projects.isSuccess && projects.items.length === 0 && (
          <EmptyState title={words.none} action={add}>
            {words.noneHint}
          </EmptyState>
        )}
        <ul>
          {projects.items.map((project) => (
            <Row key={project.id} project={project} />
          ))}
        </ul>
      </Panel>
    </>
  );
}

function Row({ project }: { project: Project }) {
  const ready = project.reports.filter((report) => report.state === 'ok').length;
  return (
    <li className="relative flex flex-wrap items-baseline gap-x-4 gap-y-0.5 border-t border-line px-4 py-2.5 first:border-t-0 hover:bg-sunken">
      <Link href={`/projects/${project.id}`} className="covering font-medium">
        {project.name}
      </Link>
      <Middle
        text={project.repo}
        max={56}
        className="mono min-w-0 flex-1 basis-40 truncate text-label text-ink-2"
      />
      <span className="text-label text-ink-2">
        {project.checks.length === 0 ? (
          <span className="text-attention">{words.noChecks}</span>
        ) : (
          words.checks(project.checks.length)
        )}
      </span>
      <span className={`text-label ${ready > 0 ? 'text-success' : 'text-attention'}`}>
        {ready > 0 ? words.ready(ready) : words.noneReady}
      </span>
    </li>
  );
}
