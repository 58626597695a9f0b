import type { Metadata } from 'next';
import { endedTasks, pressingTasks, waitingTasks } from '@/components/task/list-asks';
import { readTaskFilters, readTaskPeek } from '@/components/task/task-filters-url';
import { TasksPage } from '@/components/task/tasks-page';
import { words } from '@/components/words/words';
import { getProof } from '@/contract/check-run';
import { listExceptions } from '@/contract/exception';
import { listMembers } from '@/contract/member';
import { listProjects } from '@/contract/project';
import { getTask, listTasks, whyTask } from '@/contract/task-calls';
import { Prefetch } from '../../prefetch';

export const metadata: Metadata = { title: words.pages.tasks };

export default async function Tasks({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const filters = await readTaskFilters(searchParams);
  const { peek } = await readTaskPeek(searchParams);
  const beside = { id: peek ?? '' };
  return (
    <Prefetch
      wants={[
        { endpoint: listTasks, query: pressingTasks(filters), pages: true, needed: true },
        ...(filters.status.length > 0
          ? []
          : [
              { endpoint: listTasks, query: waitingTasks(filters), pages: true, needed: true },
              { endpoint: listTasks, query: endedTasks(filters), pages: true },
            ]),
        { endpoint: listProjects },
        { endpoint: listMembers },
        ...(peek
          ? [
              { endpoint: getTask, params: beside },
              { endpoint: whyTask, params: beside },
              { endpoint: getProof, params: beside },
              { endpoint: listExceptions, query: { taskId: peek } },
            ]
          : []),
      ]}
    >
      <TasksPage />
    </Prefetch>
  );
}
