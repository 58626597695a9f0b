import { WhomToAsk } from '@/components/shell/whom-to-ask';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';

export default function NotFound() {
  return (
    <>
      <PageHeader title="Not here" />
      <EmptyState
        title="There is nothing with this name"
        action={<ButtonLink href="/tasks">Go to tasks</ButtonLink>}
      >
        <p>It may have been deleted, or belong to another workspace, or be private to others.</p>
        <WhomToAsk />
      </EmptyState>
    </>
  );
}
