import { WhomToAsk } from '@/components/shell/whom-to-ask';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { words as all } from '@/components/words/app-pages';

const words = all.notHere;

export default function NotFound() {
  return (
    <>
      <PageHeader title={words.title} />
      <EmptyState title={words.name} action={<ButtonLink href="/tasks">{words.tasks}</ButtonLink>}>
        <p>{words.text}</p>
        <WhomToAsk />
      </EmptyState>
    </>
  );
}
