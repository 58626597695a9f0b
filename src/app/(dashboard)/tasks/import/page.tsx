import type { Metadata } from 'next';
import { ImportTasks } from '@/components/task-import/import-tasks';
import { PageHeader } from '@/components/ui/page-header';
import { words } from '@/components/words/app-pages';
import { listProjects } from '@/contract/project';
import { Prefetch } from '../../prefetch';

export const metadata: Metadata = { title: words.importTasks.title };

export default function ImportTasksPage() {
  return (
    <Prefetch wants={[{ endpoint: listProjects, needed: true }]}>
      <PageHeader title={words.importTasks.title} lead={words.importTasks.lead} />
      <ImportTasks />
    </Prefetch>
  );
}
