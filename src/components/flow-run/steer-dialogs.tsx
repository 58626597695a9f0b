'use client';
import { useId, useState } from 'react';
import type { FlowRun } from '@/contract/flow-run';
import { useChange } from '@/hooks/use-change';
import { Button } from '../ui/button';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { Input } from '../ui/controls';
import { Field } from '../ui/field';
import { words } from '../words/flow-run-steer';
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
    <Field id={`${id}-note`} label={words.note} optional>
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
      {run.status === 'RUNNING' && <Button onClick={() => setOpen('pause')}>{words.pause.open}</Button>}
      {run.status !== 'ABORTING' && (
        <Button look="danger" onClick={() => setOpen('abort')}>
          {words.abort.open}
        </Button>
      )}
      <ConfirmDialog
        open={open === 'pause'}
        onOpenChange={(next) => !next && close()}
        title={words.pause.title}
        description={words.pause.reach(waiting, running)}
        confirm={words.pause.confirm}
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
        title={words.abort.title}
        description={words.abort.reach(waiting, running)}
        confirm={words.abort.confirm}
        busy={abort.isPending}
        error={abort.error}
        onConfirm={() => abort.mutate(given)}
      >
        {field}
      </ConfirmDialog>
    </>
  );
}
