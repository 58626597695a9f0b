import type { Metadata } from 'next';
import { RunnerPage } from '@/components/runner/runner-page';
import { words } from '@/components/words/app-pages';
import { listAgents } from '@/contract/agent';
import { listProjects } from '@/contract/project';
import { getRunner, type Runner } from '@/contract/runner';
import { Prefetch, peek } from '../../prefetch';

interface Props {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const runner = await peek<Runner>(getRunner, await params);
  return { title: runner?.name ?? words.noSuch.runner };
}

export default async function RunnerDetail({ params }: Props) {
  const { id } = await params;
  return (
    <Prefetch
      wants={[
        { endpoint: getRunner, params: { id }, needed: true },
        { endpoint: listAgents, query: { live: 'true' } },
        { endpoint: listProjects },
      ]}
    >
      <RunnerPage runnerId={id} />
    </Prefetch>
  );
}
