import type { Metadata } from 'next';
import { NewProject } from '@/components/project/new-project';
import { PageHeader } from '@/components/ui/page-header';

export const metadata: Metadata = { title: 'New project' };

export default function NewProjectPage() {
  return (
    <>
      <PageHeader title="New project" lead="A project is one git repository with its checks and limits." />
      <NewProject />
    </>
  );
}
