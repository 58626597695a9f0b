import { PageSkeleton } from '@/components/ui/skeleton';
import { words } from '@/components/words/task-list';
import { words as common } from '@/components/words/words';

export default function Loading() {
  return <PageSkeleton title={common.pages.tasks} lead={words.page.leads.list} />;
}
