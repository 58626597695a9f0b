'use client';
import { useState } from 'react';
import { useChange } from '@/hooks/use-change';
import { Button } from '../ui/button';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { words } from '../words/flow-run-steer';
import { hasEnded, type NodeState } from './node-states';

/** Has a node that has ended begin once more, with all that depends on it. */
export function RetryButton({ runId, state }: { runId: string; state: NodeState }) {
  const [open, setOpen] = useState(false);
  const retry = useChange('retryFlow', { onSuccess: () => setOpen(false) });
  if (!hasEnded(state.status) || !state.lead) return null;
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        {words.retry.open}
      </Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title={words.retry.title(state.label)}
        description={words.retry.reach}
        confirm={words.retry.confirm}
        busy={retry.isPending}
        error={retry.error}
        onConfirm={() => retry.mutate({ params: { id: runId }, body: { nodeId: state.nodeId } })}
      />
    </>
  );
}
