'use client';
import type { Proof } from '@/contract/check-run';
import type { Task } from '@/contract/task';
import { useChange } from '@/hooks/use-change';
import { useEndpoint } from '@/hooks/use-endpoint';
import { Button } from '../ui/button';
import { Dialog, DialogActions } from '../ui/dialog';
import { ErrorPanel } from '../ui/error-panel';
import { words as dialogs } from '../words/task-dialogs';
import { riskWord } from './risk-chip';
import { VerdictMark } from './verdict';

const words = dialogs.approve;

/** Confirms an approval and binds it to the commit that is shown. */
export function ApproveDialog({
  open,
  onOpenChange,
  task,
  proof,
}: {
  open: boolean;
  onOpenChange(open: boolean): void;
  task: Task;
  proof: Proof | null;
}) {
  const changes = useEndpoint('getChanges', { params: { id: task.ref } }, { enabled: open });
  const approvals = useEndpoint('getApprovals', { params: { id: task.ref } }, { enabled: open });
  const change = useChange('approveTask', { onSuccess: () => onOpenChange(false) });
  const files = changes.data?.files ?? [];
  const lines = {
    added: files.reduce((sum, file) => sum + file.additions, 0),
    removed: files.reduce((sum, file) => sum + file.deletions, 0),
  };
  const { headSha } = task;
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={words.title(task.ref)}
      description={words.description(task.targetBranch ?? task.baseBranch ?? words.defaultBranch)}
    >
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5">
        <dt className="text-ink-2">{words.commit}</dt>
        <dd className="mono min-w-0 break-all">{headSha ?? words.noCommit}</dd>
        <dt className="text-ink-2">{words.changes}</dt>
        <dd>
          {changes.data ? `${words.files(files.length)}, ` : '…'}
          {changes.data && (
            <span className="mono">
              <span className="text-success">+{lines.added}</span>{' '}
              <span className="text-danger">−{lines.removed}</span>
            </span>
          )}
        </dd>
        <dt className="text-ink-2">{words.proof}</dt>
        <dd>
          <VerdictMark verdict={task.verdict} />{' '}
          {proof && <span className="text-ink-2">{proof.sentence}</span>}
        </dd>
        <dt className="text-ink-2">{words.risk}</dt>
        <dd>{riskWord(task.riskLevel).toLowerCase()}</dd>
        <dt className="text-ink-2">{words.approvals}</dt>
        <dd>
          {approvals.data
            ? words.given(
                approvals.data.given,
                approvals.data.needed,
                approvals.data.refusal ?? approvals.data.sentence,
              )
            : '…'}
        </dd>
      </dl>
      {change.isError && (
        <div className="mt-3">
          <ErrorPanel title={words.failed} error={change.error} />
        </div>
      )}
      <DialogActions>
        <Button onClick={() => onOpenChange(false)}>{dialogs.back}</Button>
        <Button
          look="primary"
          disabled={!headSha || Boolean(approvals.data?.refusal)}
          busy={change.isPending}
          onClick={() => headSha && change.mutate({ params: { id: task.ref }, body: { headSha } })}
        >
          {words.approve(headSha?.slice(0, 8) ?? '')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
