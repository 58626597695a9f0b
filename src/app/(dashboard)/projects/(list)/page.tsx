import type { Metadata } from 'next';
import { ProjectsPage } from '@/components/project/projects-page';
import { listProjects } from '@/contract/project';
import { Prefetch } from '../../prefetch';

export const metadata: Metadata = { title: 'Projects' };

export default function Projects() {
  return (
    <Prefetch wants={[{ endpoint: listProjects, needed: true }]}>
      <ProjectsPage />
    </Prefetch>
  );
}
