import type { Metadata } from 'next';
import { ProjectPage } from '@/components/project/project-page';
import { words } from '@/components/words/app-pages';
import { getProject, type Project } from '@/contract/project';
import { Prefetch, peek } from '../../prefetch';

interface Props {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const project = await peek<Project>(getProject, await params);
  return { title: project?.name ?? words.noSuch.project };
}

export default async function ProjectDetail({ params }: Props) {
  const { id } = await params;
  return (
    <Prefetch wants={[{ endpoint: getProject, params: { id }, needed: true }]}>
      <ProjectPage projectId={id} />
    </Prefetch>
  );
}
