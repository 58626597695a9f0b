import type { Metadata } from 'next';
import { NewTask } from '@/components/task/new-task';
import { PageHeader } from '@/components/ui/page-header';
import { listProjects } from '@/contract/project';
import { Prefetch } from '../../prefetch';

export const metadata: Metadata = { title: 'New task' };

export default function NewTaskPage() {
  return (
    <Prefetch wants={[{ endpoint: listProjects, needed: true }]}>
      <PageHeader
        title="New task"
        lead="Say what shall be true when it is done. An agent works on it in a workspace of its own; the checks prove the result."
      />
      <NewTask />
    </Prefetch>
  );
}
