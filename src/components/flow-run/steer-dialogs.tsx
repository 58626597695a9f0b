'use client';
import { useId, useState } from 'react';
import type { FlowRun } from '@/contract/flow-run';
import { useChange } from '@/hooks/use-change';
import { Button } from '../ui/button';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { Input } from '../ui/controls';
import { Field } from '../ui/field';
import { countOf } from '../ui/format-count';
import type { NodeState } from './node-states';

/** Pause and Abort, each with what it would reach. */
export function SteerDialogs({ run, states }: { run: FlowRun; states: NodeState[] }) {
  const id = useId();
  const [open, setOpen] = useState<'pause' | 'abort' | null>(null);
  const [note, setNote] = useState('');
  const close = () => {
    setOpen(null);
    setNote('');
  };
  const pause = useChange('pauseFlow', { onSuccess: close });
  const abort = useChange('abortFlow', { onSuccess: close });
  const running = states.filter(({ status, lead }) => status === 'running' && lead?.task).length;
  const waiting = states.filter(({ status }) => status === 'waiting' || status === 'ready').length;
  const given = { params: { id: run.id }, body: { note: note.trim() || undefined } };
  const field = (
    <Field id={`${id}-note`} label="Note" optional>
      <Input
        id={`${id}-note`}
        value={note}
        maxLength={500}
        onChange={(event) => setNote(event.target.value)}
      />
    </Field>
  );
  return (
    <>
      {run.status === 'RUNNING' && <Button onClick={() => setOpen('pause')}>Pause</Button>}
      {run.status !== 'ABORTING' && (
        <Button look="danger" onClick={() => setOpen('abort')}>
          Abort
        </Button>
      )}
      <ConfirmDialog
        open={open === 'pause'}
        onOpenChange={(next) => !next && close()}
        title="Pause this run"
        description={`${countOf(waiting, 'node')} that wait will not begin. ${
          running === 0
            ? 'No agent is at work.'
            : `${countOf(running, 'node')} at work: their agents stand still at their next step and keep their files.`
        } Nothing is lost, and it goes on when somebody resumes it.`}
        confirm="Pause run"
        busy={pause.isPending}
        error={pause.error}
        onConfirm={() => pause.mutate(given)}
      >
        {field}
      </ConfirmDialog>
      <ConfirmDialog
        danger
        open={open === 'abort'}
        onOpenChange={(next) => !next && close()}
        title="Abort this run"
        description={`${countOf(waiting, 'node')} that wait will never begin. ${
          running === 0
            ? 'No agent is at work.'
            : `${countOf(running, 'node')} at work: their agents are told to stop and their file locks go.`
        } What has ended stays as it is. This cannot be undone.`}
        confirm="Abort run"
        busy={abort.isPending}
        error={abort.error}
        onConfirm={() => abort.mutate(given)}
      >
        {field}
      </ConfirmDialog>
    </>
  );
}
