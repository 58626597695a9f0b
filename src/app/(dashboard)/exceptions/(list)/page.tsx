import type { Metadata } from 'next';
import { ExceptionsPage } from '@/components/exception/exceptions-page';
import { exceptionsOf, readExceptionFilters, refAsked } from '@/components/exception/exceptions-url';
import { IN_REVIEW } from '@/components/overview/asks';
import { words } from '@/components/words/words';
import { getException, listExceptions } from '@/contract/exception';
import { listTasks } from '@/contract/task-calls';
import { Prefetch } from '../../prefetch';

export const metadata: Metadata = { title: words.pages.needsYou };

export default async function Exceptions({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const filters = await readExceptionFilters(searchParams);
  const one = refAsked(filters.e);
  return (
    <Prefetch
      wants={[
        {
          endpoint: listExceptions,
          query: exceptionsOf(filters),
          pages: filters.show === 'decided',
          needed: true,
        },
        { endpoint: listTasks, query: IN_REVIEW },
        ...(one === null ? [] : [{ endpoint: getException, params: { id: one } }]),
      ]}
    >
      <ExceptionsPage />
    </Prefetch>
  );
}
