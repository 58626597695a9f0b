'use client';
import { useState } from 'react';
import { useChange } from '@/hooks/use-change';
import { Button } from '../ui/button';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { hasEnded, type NodeState } from './node-states';

/** Has a node that has ended begin once more, with all that depends on it. */
export function RetryButton({ runId, state }: { runId: string; state: NodeState }) {
  const [open, setOpen] = useState(false);
  const retry = useChange('retryFlow', { onSuccess: () => setOpen(false) });
  if (!hasEnded(state.status) || !state.lead) return null;
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        Retry from here
      </Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title={`Retry from ${state.label}`}
        description="It begins once more, and with it all that depends on it, each as a task of its own. Everything else stays as it ended. It is refused while any of them is at work."
        confirm="Retry"
        busy={retry.isPending}
        error={retry.error}
        onConfirm={() => retry.mutate({ params: { id: runId }, body: { nodeId: state.nodeId } })}
      />
    </>
  );
}
