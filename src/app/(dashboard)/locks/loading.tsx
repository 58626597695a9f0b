import { PageSkeleton } from '@/components/ui/skeleton';
import { words } from '@/components/words/lock-page';
import { words as common } from '@/components/words/words';

export default function Loading() {
  return <PageSkeleton title={common.pages.locks} lead={words.page.lead} />;
}
