import type { Metadata } from 'next';
import { FlowRunsPage } from '@/components/flow-run/runs-page';
import { runsOf } from '@/components/flow-run/runs-query';
import { words } from '@/components/words/app-pages';
import { type FlowDetail, getFlow } from '@/contract/flow-calls';
import { listFlowRuns } from '@/contract/flow-run';
import { Prefetch, peek } from '../../../prefetch';

interface Props {
  params: Promise<{ ref: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { ref } = await params;
  const flow = await peek<FlowDetail>(getFlow, { id: ref });
  return { title: flow ? words.runsOf(flow.name) : words.noSuch.flow };
}

export default async function RunsOfFlow({ params }: Props) {
  const { ref } = await params;
  return (
    <Prefetch
      wants={[
        { endpoint: getFlow, params: { id: ref }, needed: true },
        { endpoint: listFlowRuns, query: runsOf(ref), pages: true },
      ]}
    >
      <FlowRunsPage key={ref} flowRef={ref} />
    </Prefetch>
  );
}
