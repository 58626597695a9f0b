import type { Metadata } from 'next';
import { ProjectsPage } from '@/components/project/projects-page';
import { words } from '@/components/words/words';
import { listProjects } from '@/contract/project';
import { Prefetch } from '../../prefetch';

export const metadata: Metadata = { title: words.pages.projects };

export default function Projects() {
  return (
    <Prefetch wants={[{ endpoint: listProjects, needed: true }]}>
      <ProjectsPage />
    </Prefetch>
  );
}
