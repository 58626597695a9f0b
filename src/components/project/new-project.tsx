'use client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { mayDo } from '@/contract/may-do';
import { fieldErrors } from '@/hooks/api-error';
import { checkBody } from '@/hooks/check-body';
import { useChange } from '@/hooks/use-change';
import { useEndpoint } from '@/hooks/use-endpoint';
import { words } from '../words/project-form';
import { ProjectForm } from './project-form';
import { emptyProject, fromDraft } from './project-form-state';

/** The form that makes a project. */
export function NewProject() {
  const router = useRouter();
  const [draft, setDraft] = useState(emptyProject);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const change = useChange('createProject', {
    onSuccess: (project) => router.push(`/projects/${project.id}`),
  });
  const { data: me } = useEndpoint('getMe');
  const submit = async () => {
    const checked = await checkBody('createProject', fromDraft(draft));
    setErrors(checked.errors);
    if (checked.body) change.mutate({ body: checked.body });
  };
  return (
    <ProjectForm
      draft={draft}
      onChange={setDraft}
      errors={{ ...fieldErrors(change.error), ...errors }}
      failure={change.error}
      busy={change.isPending}
      onSubmit={() => void submit()}
      submit={words.add}
      canSayWho={me !== undefined && mayDo(me.role, 'workspace:manage')}
    />
  );
}
