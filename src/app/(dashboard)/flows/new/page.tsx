import type { Metadata } from 'next';
import { ImportFlow } from '@/components/flow/import-flow';
import { NewFromTemplate } from '@/components/flow/new-from-template';
import { PageHeader } from '@/components/ui/page-header';
import { words } from '@/components/words/app-pages';
import { listFlowTemplates } from '@/contract/flow-calls';
import { listProjects } from '@/contract/project';
import { Prefetch } from '../../prefetch';

export const metadata: Metadata = { title: words.newFlow.title };

export default function NewFlowPage() {
  return (
    <Prefetch
      wants={[
        { endpoint: listProjects, needed: true },
        { endpoint: listFlowTemplates, needed: true },
      ]}
    >
      <PageHeader title={words.newFlow.title} lead={words.newFlow.lead} />
      <div className="flex flex-col gap-5">
        <NewFromTemplate />
        <ImportFlow />
      </div>
    </Prefetch>
  );
}
