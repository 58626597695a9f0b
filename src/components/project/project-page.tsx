'use client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { mayDo } from '@/contract/may-do';
import type { Project } from '@/contract/project';
import { fieldErrors } from '@/hooks/api-error';
import { checkBody } from '@/hooks/check-body';
import { useChange } from '@/hooks/use-change';
import { useEndpoint } from '@/hooks/use-endpoint';
import { StoppedNote } from '../stop/stopped-note';
import { Button, ButtonLink } from '../ui/button';
import { Dialog, DialogActions } from '../ui/dialog';
import { ErrorPanel } from '../ui/error-panel';
import { PageHeader } from '../ui/page-header';
import { PageSkeleton } from '../ui/skeleton';
import { toast } from '../ui/toast-store';
import { words } from '../words/project-page';
import { ProjectForm } from './project-form';
import { fromDraft, toDraft } from './project-form-state';
import { ProjectRules } from './project-rules';
import { RunnerReports } from './runner-reports';

/** What machines say of a repository is no event of the workspace. */
const ASK_MS = 5_000;

/** One project: who can serve it, and its settings. */
export function ProjectPage({ projectId }: { projectId: string }) {
  const {
    data: project,
    error,
    refetch,
  } = useEndpoint('getProject', { params: { id: projectId } }, { every: ASK_MS });
  if (error) return <ErrorPanel page error={error} onRetry={() => void refetch()} />;
  if (!project) return <PageSkeleton />;
  return (
    <>
      <PageHeader
        title={<bdi>{project.name}</bdi>}
        lead={<code className="text-label break-all">{project.repo}</code>}
        actions={
          <>
            <ButtonLink href={`/tasks?project=${project.id}`}>{words.tasks}</ButtonLink>
            <ButtonLink href={`/tasks/new?project=${project.id}`} look="primary">
              {words.newTask}
            </ButtonLink>
          </>
        }
      />
      {project.stoppedAt && (
        <StoppedNote level="project" id={project.id} since={project.stoppedAt} note={project.stopNote} />
      )}
      <div className="flex max-w-4xl flex-col gap-5">
        <RunnerReports reports={project.reports} history={project.history} />
        <ProjectRules projectId={project.id} />
        <Settings key={project.id} project={project} />
      </div>
    </>
  );
}

function Settings({ project }: { project: Project }) {
  const router = useRouter();
  const [draft, setDraft] = useState(() => toDraft(project));
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [removing, setRemoving] = useState(false);
  const change = useChange('updateProject', { onSuccess: () => toast(words.saved) });
  const remove = useChange('deleteProject', { onSuccess: () => router.push('/projects') });
  const params = { id: project.id };
  const { data: me } = useEndpoint('getMe');
  const canShare = me !== undefined && (me.id === project.owner?.id || mayDo(me.role, 'project:see-all'));
  const canSayWho = me !== undefined && mayDo(me.role, 'workspace:manage');
  const submit = async () => {
    const { visibility, approvals, ...rest } = fromDraft(draft);
    const body = { ...rest, ...(canShare && { visibility }), ...(canSayWho && { approvals }) };
    const checked = await checkBody('updateProject', body);
    setErrors(checked.errors);
    if (checked.body) change.mutate({ params, body: checked.body });
  };
  return (
    <>
      <ProjectForm
        draft={draft}
        onChange={setDraft}
        errors={{ ...fieldErrors(change.error), ...errors }}
        failure={change.error}
        busy={change.isPending}
        onSubmit={() => void submit()}
        submit={words.save}
        owner={project.owner?.name ?? null}
        canShare={canShare}
        canSayWho={canSayWho}
        aside={
          <Button look="quiet" onClick={() => setRemoving(true)}>
            {words.delete}
          </Button>
        }
      />
      <Dialog
        open={removing}
        onOpenChange={setRemoving}
        title={words.remove.title(project.name)}
        description={words.remove.what}
      >
        {remove.isError && <ErrorPanel title={words.remove.failed} error={remove.error} />}
        <DialogActions>
          <Button onClick={() => setRemoving(false)}>{words.remove.keep}</Button>
          <Button look="danger" busy={remove.isPending} onClick={() => remove.mutate({ params })}>
            {words.delete}
          </Button>
        </DialogActions>
      </Dialog>
    </>
  );
}
