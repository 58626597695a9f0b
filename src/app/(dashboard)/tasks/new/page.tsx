import type { Metadata } from 'next';
import { NewTask } from '@/components/task/new-task';
import { PageHeader } from '@/components/ui/page-header';
import { words } from '@/components/words/app-pages';
import { listProjects } from '@/contract/project';
import { Prefetch } from '../../prefetch';

export const metadata: Metadata = { title: words.newTask.title };

export default function NewTaskPage() {
  return (
    <Prefetch wants={[{ endpoint: listProjects, needed: true }]}>
      <PageHeader title={words.newTask.title} lead={words.newTask.lead} />
      <NewTask />
    </Prefetch>
  );
}
