import type { Metadata } from 'next';
import { AgentsPage } from '@/components/agent/agents-page';
import { agentsOf, readAgentFilters } from '@/components/agent/agents-url';
import { words } from '@/components/words/words';
import { getAgentAnalytics, listAgents } from '@/contract/agent';
import { Prefetch } from '../../prefetch';

export const metadata: Metadata = { title: words.pages.agents };

export default async function Agents({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const filters = await readAgentFilters(searchParams);
  return (
    <Prefetch
      wants={[
        { endpoint: listAgents, query: agentsOf(filters), pages: true, needed: true },
        { endpoint: getAgentAnalytics, query: { period: filters.period } },
      ]}
    >
      <AgentsPage />
    </Prefetch>
  );
}
