import { PageSkeleton } from '@/components/ui/skeleton';
import { words } from '@/components/words/usage';
import { words as common } from '@/components/words/words';

export default function Loading() {
  return <PageSkeleton title={common.pages.usage} lead={words.lead} />;
}
