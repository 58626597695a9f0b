import { PageSkeleton } from '@/components/ui/skeleton';
import { words } from '@/components/words/merge';
import { words as common } from '@/components/words/words';

export default function Loading() {
  return <PageSkeleton title={common.pages.merges} lead={words.lead} />;
}
