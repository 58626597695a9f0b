import { PageSkeleton } from '@/components/ui/skeleton';
import { words } from '@/components/words/words';

export default function Loading() {
  return <PageSkeleton title={words.pages.settings} />;
}
