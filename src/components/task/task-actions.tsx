'use client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { Proof } from '@/contract/check-run';
import type { Exception } from '@/contract/exception';
import type { Task, TaskStatus } from '@/contract/task';
import { useChange } from '@/hooks/use-change';
import { useEndpoint } from '@/hooks/use-endpoint';
import { Button, ButtonLink } from '../ui/button';
import { toastRefused } from '../ui/toast-store';
import { words } from '../words/task-actions';
import { words as ui } from '../words/ui';
import { ApproveDialog } from './approve-dialog';
import { CancelDialog } from './cancel-dialog';
import { DeleteDialog } from './delete-dialog';
import { EditDialog } from './edit-dialog';
import { GuidanceDialog } from './guidance-dialog';
import { mayCancel } from './may-cancel';
import { hasEnded } from './status-vocabulary';
import { TaskMore } from './task-more';
import { WatchButton } from './watch-button';

/** Ended without success. */
const AGAIN: TaskStatus[] = ['FAILED', 'CANCELLED', 'SKIPPED'];
const EDITABLE: TaskStatus[] = ['DRAFT', 'QUEUED', 'BLOCKED', 'NEEDS_HUMAN', 'IN_REVIEW'];

type Asked = 'again' | 'approve' | 'changes' | 'retry' | 'cancel' | 'delete' | 'edit' | null;

/** What a person may do now; the first button is the one that fits the status. */
export function TaskActions({
  task,
  proof,
  asking,
}: {
  task: Task;
  proof: Proof | null;
  asking: Exception | null;
}) {
  const router = useRouter();
  const [asked, setAsked] = useState<Asked>(null);
  const close = (open: boolean) => setAsked((now) => (open ? now : null));
  const queue = useChange('updateTask');
  const params = { id: task.ref };
  const failed = (error: Error) => void toastRefused(ui.unchanged, error);
  const { status } = task;
  const comments = useEndpoint('listReviewComments', { params }, { enabled: status === 'IN_REVIEW' });
  const drafts = (comments.data ?? []).filter(({ state }) => state === 'draft').length;

  return (
    <div className="no-print flex flex-wrap gap-2">
      {status === 'DRAFT' && (
        <Button
          look="primary"
          busy={queue.isPending}
          onClick={() =>
            queue.mutate({ params, body: { status: 'QUEUED', version: task.version } }, { onError: failed })
          }
        >
          {words.actions.queue}
        </Button>
      )}
      {status === 'IN_REVIEW' && (
        <>
          <Button look="primary" onClick={() => setAsked('approve')}>
            {words.actions.approve}
          </Button>
          <Button onClick={() => setAsked('changes')}>{words.changes.title}</Button>
        </>
      )}
      {status === 'NEEDS_HUMAN' && !asking && (
        <Button look="primary" onClick={() => setAsked('retry')}>
          {words.retry.title}
        </Button>
      )}
      {status === 'NEEDS_HUMAN' && asking && (
        <ButtonLink look="primary" href="#decision">
          {words.actions.decide}
        </ButtonLink>
      )}
      {asking && status !== 'NEEDS_HUMAN' && (
        <ButtonLink look="primary" href="#decision">
          {words.actions.answer}
        </ButtonLink>
      )}
      {AGAIN.includes(status) && (
        <Button look="primary" onClick={() => setAsked('again')}>
          {words.again.title}
        </Button>
      )}
      {!task.agentId && EDITABLE.includes(status) && (
        <Button look="quiet" onClick={() => setAsked('edit')}>
          {words.actions.edit}
        </Button>
      )}
      {mayCancel(task) && (
        <Button look="quiet" onClick={() => setAsked('cancel')}>
          {words.actions.cancel}
        </Button>
      )}
      {(status === 'DRAFT' || hasEnded(status)) && (
        <Button look="quiet" onClick={() => setAsked('delete')}>
          {words.actions.delete}
        </Button>
      )}
      <WatchButton taskRef={task.ref} />
      <TaskMore task={task} />
      <ApproveDialog open={asked === 'approve'} onOpenChange={close} task={task} proof={proof} />
      <EditDialog open={asked === 'edit'} onOpenChange={close} task={task} />
      <DeleteDialog open={asked === 'delete'} onOpenChange={close} task={task} />
      <CancelDialog open={asked === 'cancel'} onOpenChange={close} task={task} />
      <GuidanceDialog
        open={asked === 'changes'}
        onOpenChange={close}
        task={task}
        endpoint="requestChanges"
        required={drafts === 0}
        title={words.changes.title}
        description={words.changes.about(drafts)}
        label={words.changes.label}
        submit={words.changes.submit}
      />
      <GuidanceDialog
        open={asked === 'retry'}
        onOpenChange={close}
        task={task}
        endpoint="retryTask"
        title={words.retry.title}
        description={words.retry.about}
        label={words.retry.label}
        submit={words.retry.submit}
      />
      <GuidanceDialog
        open={asked === 'again'}
        onOpenChange={close}
        task={task}
        endpoint="retryTask"
        title={words.again.title}
        description={words.again.about}
        label={words.again.label}
        submit={words.again.submit}
        onAnswer={(next) => router.push(`/tasks/${next.ref}`)}
      />
    </div>
  );
}
