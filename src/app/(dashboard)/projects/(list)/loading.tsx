import { PageSkeleton } from '@/components/ui/skeleton';
import { words } from '@/components/words/project-list';
import { words as common } from '@/components/words/words';

export default function Loading() {
  return <PageSkeleton title={common.pages.projects} lead={words.lead} />;
}
