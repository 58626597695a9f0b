import type { Metadata } from 'next';
import { AgentsPage } from '@/components/agent/agents-page';
import { listAgents } from '@/contract/agent';
import { Prefetch } from '../../prefetch';

export const metadata: Metadata = { title: 'Agents' };

export default function Agents() {
  return (
    <Prefetch wants={[{ endpoint: listAgents, query: {}, pages: true, needed: true }]}>
      <AgentsPage />
    </Prefetch>
  );
}
