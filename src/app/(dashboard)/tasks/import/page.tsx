import type { Metadata } from 'next';
import { ImportTasks } from '@/components/task-import/import-tasks';
import { PageHeader } from '@/components/ui/page-header';
import { listProjects } from '@/contract/project';
import { Prefetch } from '../../prefetch';

export const metadata: Metadata = { title: 'Import tasks' };

export default function ImportTasksPage() {
  return (
    <Prefetch wants={[{ endpoint: listProjects, needed: true }]}>
      <PageHeader
        title="Import tasks"
        lead="Up to a thousand at once, from CSV or JSON. They are checked first; nothing is written while there is a fault."
      />
      <ImportTasks />
    </Prefetch>
  );
}
