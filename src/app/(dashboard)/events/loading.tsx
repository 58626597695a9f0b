import { PageSkeleton } from '@/components/ui/skeleton';
import { words } from '@/components/words/event-list';
import { words as common } from '@/components/words/words';

export default function Loading() {
  return <PageSkeleton title={common.pages.events} lead={words.lead} />;
}
