import type { Metadata } from 'next';
import { FlowEditorPage } from '@/components/flow/flow-editor-page';
import { words } from '@/components/words/app-pages';
import { type FlowDetail, getFlow } from '@/contract/flow-calls';
import { Prefetch, peek } from '../../../prefetch';

interface Props {
  params: Promise<{ ref: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { ref } = await params;
  const flow = await peek<FlowDetail>(getFlow, { id: ref });
  return { title: flow ? `${flow.ref} ${flow.name}` : words.noSuch.flow };
}

export default async function EditFlow({ params }: Props) {
  const { ref } = await params;
  return (
    <Prefetch wants={[{ endpoint: getFlow, params: { id: ref }, needed: true }]}>
      <FlowEditorPage key={ref} flowRef={ref} />
    </Prefetch>
  );
}
