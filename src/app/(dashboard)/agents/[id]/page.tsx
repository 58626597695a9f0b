import type { Metadata } from 'next';
import { AgentPage } from '@/components/agent/agent-page';
import { words } from '@/components/words/app-pages';
import { type Agent, getAgent, getAgentVerification } from '@/contract/agent';
import { Prefetch, peek } from '../../prefetch';

interface Props {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const agent = await peek<Agent>(getAgent, await params);
  return { title: agent ? words.attempt(agent.attempt, agent.taskRef) : words.noSuch.agent };
}

export default async function AgentDetail({ params }: Props) {
  const { id } = await params;
  return (
    <Prefetch
      wants={[
        { endpoint: getAgent, params: { id }, needed: true },
        { endpoint: getAgentVerification, params: { id } },
      ]}
    >
      <AgentPage agentId={id} />
    </Prefetch>
  );
}
