import type { Metadata } from 'next';
import { RunPage } from '@/components/flow-run/run-page';
import { words } from '@/components/words/app-pages';
import { type FlowRun, getFlowRun } from '@/contract/flow-run';
import { Prefetch, peek } from '../prefetch';

interface Props {
  params: Promise<{ run: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { run: id } = await params;
  const run = await peek<FlowRun>(getFlowRun, { id });
  return { title: run ? words.runOf(run.name) : words.noSuch.run };
}

/** One run: of a kept flow beneath that, of a document that nobody keeps by itself. */
export default async function RunRoute({ params }: Props) {
  const { run } = await params;
  return (
    <Prefetch wants={[{ endpoint: getFlowRun, params: { id: run }, needed: true }]}>
      <RunPage key={run} runId={run} />
    </Prefetch>
  );
}
