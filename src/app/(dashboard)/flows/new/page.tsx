import type { Metadata } from 'next';
import { ImportFlow } from '@/components/flow/import-flow';
import { NewFromTemplate } from '@/components/flow/new-from-template';
import { PageHeader } from '@/components/ui/page-header';
import { listFlowTemplates } from '@/contract/flow-calls';
import { listProjects } from '@/contract/project';
import { Prefetch } from '../../prefetch';

export const metadata: Metadata = { title: 'New flow' };

export default function NewFlowPage() {
  return (
    <Prefetch
      wants={[
        { endpoint: listProjects, needed: true },
        { endpoint: listFlowTemplates, needed: true },
      ]}
    >
      <PageHeader
        title="New flow"
        lead="Begin with a template, or bring a flow.json, a tasks.json of task-master or a TOML of steps. A flow with faults is kept as a draft; it does not run until they are mended."
      />
      <div className="flex flex-col gap-5">
        <NewFromTemplate />
        <ImportFlow />
      </div>
    </Prefetch>
  );
}
