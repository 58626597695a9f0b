import { PageSkeleton } from '@/components/ui/skeleton';
import { words } from '@/components/words/runner-list';
import { words as common } from '@/components/words/words';

export default function Loading() {
  return <PageSkeleton title={common.pages.runners} lead={words.lead} />;
}
