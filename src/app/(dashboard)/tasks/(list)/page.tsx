import type { Metadata } from 'next';
import { activeTasks, endedTasks } from '@/components/task/list-asks';
import { readTaskFilters } from '@/components/task/task-filters-url';
import { TasksPage } from '@/components/task/tasks-page';
import { words } from '@/components/words/words';
import { listMembers } from '@/contract/member';
import { listProjects } from '@/contract/project';
import { listTasks } from '@/contract/task-calls';
import { Prefetch } from '../../prefetch';

export const metadata: Metadata = { title: words.pages.tasks };

export default async function Tasks({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const filters = await readTaskFilters(searchParams);
  return (
    <Prefetch
      wants={[
        { endpoint: listTasks, query: activeTasks(filters), pages: true, needed: true },
        { endpoint: listTasks, query: endedTasks(filters), pages: true },
        { endpoint: listProjects },
        { endpoint: listMembers },
      ]}
    >
      <TasksPage />
    </Prefetch>
  );
}
