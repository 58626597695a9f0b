import type { Metadata } from 'next';
import { TaskPage } from '@/components/task/task-page';
import { listAgents } from '@/contract/agent';
import { getProof } from '@/contract/check-run';
import { listExceptions } from '@/contract/exception';
import { getTask, type Task, whyTask } from '@/contract/task';
import { Prefetch, peek } from '../../prefetch';

interface Props {
  params: Promise<{ ref: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { ref } = await params;
  const task = await peek<Task>(getTask, { id: ref });
  return { title: task ? `${task.ref} ${task.title}` : 'No such task' };
}

export default async function TaskDetail({ params }: Props) {
  const { ref } = await params;
  const id = { id: ref };
  return (
    <Prefetch
      wants={[
        { endpoint: getTask, params: id, needed: true },
        { endpoint: whyTask, params: id },
        { endpoint: getProof, params: id },
        { endpoint: listAgents, query: { taskId: ref } },
        { endpoint: listExceptions, query: { taskId: ref } },
      ]}
    >
      <TaskPage key={ref} taskRef={ref} />
    </Prefetch>
  );
}
