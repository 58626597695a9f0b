import { PageSkeleton } from '@/components/ui/skeleton';
import { words } from '@/components/words/lock-page';

export default function Loading() {
  return <PageSkeleton title={words.page.title} lead={words.page.lead} />;
}
