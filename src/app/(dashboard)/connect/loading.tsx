import { PageSkeleton } from '@/components/ui/skeleton';
import { words } from '@/components/words/connect';

export default function Loading() {
  return <PageSkeleton title={words.title} lead={words.lead} />;
}
