import type { Metadata } from 'next';
import { ExceptionsPage } from '@/components/exception/exceptions-page';
import { exceptionsOf, readExceptionFilters } from '@/components/exception/exceptions-url';
import { IN_REVIEW } from '@/components/overview/asks';
import { words } from '@/components/words/words';
import { listExceptions } from '@/contract/exception';
import { listTasks } from '@/contract/task-calls';
import { Prefetch } from '../prefetch';

export const metadata: Metadata = { title: words.pages.needsYou };

export default async function Exceptions({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const filters = await readExceptionFilters(searchParams);
  return (
    <Prefetch
      wants={[
        { endpoint: listExceptions, query: exceptionsOf(filters), needed: true },
        { endpoint: listTasks, query: IN_REVIEW },
      ]}
    >
      <ExceptionsPage />
    </Prefetch>
  );
}
