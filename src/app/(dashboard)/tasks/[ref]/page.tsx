import type { Metadata } from 'next';
import { subTasksOf } from '@/components/task/sub-tasks-ask';
import { TaskPage } from '@/components/task/task-page';
import { words } from '@/components/words/app-pages';
import { listAgents } from '@/contract/agent';
import { listAttachments } from '@/contract/attachment';
import { getProof } from '@/contract/check-run';
import { listEvents } from '@/contract/event';
import { listExceptions } from '@/contract/exception';
import { listRemarks } from '@/contract/remark';
import type { Task } from '@/contract/task';
import { getChanges, getTask, listTasks, whyTask } from '@/contract/task-calls';
import { Prefetch, peek } from '../../prefetch';

interface Props {
  params: Promise<{ ref: string }>;
  searchParams: Promise<{ tab?: string | string[] }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { ref } = await params;
  const task = await peek<Task>(getTask, { id: ref });
  return { title: task ? `${task.ref} ${task.title}` : words.noSuch.task };
}

export default async function TaskDetail({ params, searchParams }: Props) {
  const { ref } = await params;
  const { tab } = await searchParams;
  const id = { id: ref };
  return (
    <Prefetch
      wants={[
        { endpoint: getTask, params: id, needed: true },
        { endpoint: whyTask, params: id },
        { endpoint: getProof, params: id },
        { endpoint: listAttachments, params: id },
        { endpoint: listAgents, query: { taskId: ref } },
        { endpoint: listTasks, query: subTasksOf(ref) },
        { endpoint: listExceptions, query: { taskId: ref } },
        ...(tab === 'activity' ? [{ endpoint: listEvents, query: { taskId: ref, limit: 100 } }] : []),
        ...(tab === 'discussion' ? [{ endpoint: listRemarks, params: id }] : []),
        ...(tab === 'changes' ? [{ endpoint: getChanges, params: id }] : []),
      ]}
    >
      <TaskPage key={ref} taskRef={ref} />
    </Prefetch>
  );
}
