import type { Metadata } from 'next';
import { LocksPage } from '@/components/lock/locks-page';
import { locksOf, readLockFilters } from '@/components/lock/locks-url';
import { words } from '@/components/words/app-pages';
import { forecastLocks, listHotFiles, listLocks, listLockWaits } from '@/contract/lock';
import { listProjects } from '@/contract/project';
import { Prefetch } from '../prefetch';

export const metadata: Metadata = { title: words.locks };

export default async function Locks({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const filters = await readLockFilters(searchParams);
  return (
    <Prefetch
      wants={[
        { endpoint: listLocks, query: locksOf(filters), pages: true, needed: true },
        { endpoint: listLockWaits, query: locksOf(filters) },
        { endpoint: forecastLocks, query: { projectId: filters.project || undefined } },
        { endpoint: listHotFiles, query: { projectId: filters.project || undefined } },
        { endpoint: listProjects },
      ]}
    >
      <LocksPage />
    </Prefetch>
  );
}
