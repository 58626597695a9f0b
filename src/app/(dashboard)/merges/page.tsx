import type { Metadata } from 'next';
import { MergesPage } from '@/components/merge/merges-page';
import { linesOf, readMergeFilters } from '@/components/merge/merges-url';
import { words } from '@/components/words/words';
import { listMerges } from '@/contract/merge';
import { listProjects } from '@/contract/project';
import { Prefetch } from '../prefetch';

export const metadata: Metadata = { title: words.pages.merges };

export default async function Merges({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const filters = await readMergeFilters(searchParams);
  return (
    <Prefetch
      wants={[{ endpoint: listMerges, query: linesOf(filters), needed: true }, { endpoint: listProjects }]}
    >
      <MergesPage />
    </Prefetch>
  );
}
