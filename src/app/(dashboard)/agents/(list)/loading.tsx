import { PageSkeleton } from '@/components/ui/skeleton';
import { words } from '@/components/words/agent-list';
import { words as common } from '@/components/words/words';

export default function Loading() {
  return <PageSkeleton title={common.pages.agents} lead={words.list.lead} />;
}
