import type { Metadata } from 'next';
import { UsagePage } from '@/components/usage/usage-page';
import { readUsageView, usageOf } from '@/components/usage/usage-url';
import { words } from '@/components/words/words';
import { getUsage } from '@/contract/usage';
import { Prefetch } from '../prefetch';

export const metadata: Metadata = { title: words.pages.usage };

export default async function Usage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const view = await readUsageView(searchParams);
  return (
    <Prefetch wants={[{ endpoint: getUsage, query: usageOf(view), needed: true }]}>
      <UsagePage />
    </Prefetch>
  );
}
