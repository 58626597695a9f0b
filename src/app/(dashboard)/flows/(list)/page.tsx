import type { Metadata } from 'next';
import { FlowsPage } from '@/components/flow/flows-page';
import { flowsOf, readFlowFilters } from '@/components/flow/flows-url';
import { words } from '@/components/words/words';
import { listFlows, listFlowTemplates } from '@/contract/flow-calls';
import { listProjects } from '@/contract/project';
import { Prefetch } from '../../prefetch';

export const metadata: Metadata = { title: words.pages.flows };

export default async function Flows({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const filters = await readFlowFilters(searchParams);
  return (
    <Prefetch
      wants={[
        { endpoint: listFlows, query: flowsOf(filters), needed: true },
        { endpoint: listFlowTemplates },
        { endpoint: listProjects },
      ]}
    >
      <FlowsPage />
    </Prefetch>
  );
}
