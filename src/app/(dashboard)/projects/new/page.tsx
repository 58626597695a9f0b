import type { Metadata } from 'next';
import { NewProject } from '@/components/project/new-project';
import { PageHeader } from '@/components/ui/page-header';
import { words } from '@/components/words/app-pages';

export const metadata: Metadata = { title: words.newProject.title };

export default function NewProjectPage() {
  return (
    <>
      <PageHeader title={words.newProject.title} lead={words.newProject.lead} />
      <NewProject />
    </>
  );
}
