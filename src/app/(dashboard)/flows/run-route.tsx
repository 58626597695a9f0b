import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { RunPage } from '@/components/flow-run/run-page';
import { runPath } from '@/components/flow-run/run-url';
import { words } from '@/components/words/app-pages';
import { type FlowRun, getFlowRun } from '@/contract/flow-run';
import { Prefetch, peek } from '../prefetch';

interface Props {
  params: Promise<{ ref?: string; run: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { run: id } = await params;
  const run = await peek<FlowRun>(getFlowRun, { id });
  return { title: run ? words.runOf(run.name) : words.noSuch.run };
}

/** One run: of a kept flow beneath that, of a document that nobody keeps by itself. Beneath another flow it is sent on. */
export default async function RunRoute({ params }: Props) {
  const { ref, run } = await params;
  const shown = ref === undefined ? null : await peek<FlowRun>(getFlowRun, { id: run });
  if (shown && ref !== shown.flowRef && ref !== shown.flowId) redirect(runPath(shown));
  return (
    <Prefetch wants={[{ endpoint: getFlowRun, params: { id: run }, needed: true }]}>
      <RunPage key={run} runId={run} />
    </Prefetch>
  );
}
