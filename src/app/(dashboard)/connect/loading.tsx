import { PageSkeleton } from '@/components/ui/skeleton';
import { words } from '@/components/words/connect';
import { words as common } from '@/components/words/words';

export default function Loading() {
  return <PageSkeleton title={common.pages.connect} lead={words.lead} />;
}
