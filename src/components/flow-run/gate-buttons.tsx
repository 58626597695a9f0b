'use client';
import { useChange } from '@/hooks/use-change';
import { Button } from '../ui/button';
import { toast } from '../ui/toast-store';
import type { NodeState } from './node-states';

/** Approve and Reject for a node before which its run waits; nothing where it does not. */
export function GateButtons({ state, note }: { state: NodeState; note?: string }) {
  const decide = useChange('reviewFlowNode');
  const { lead, label, status } = state;
  if (status !== 'review' || !lead) return null;
  const say = (approve: boolean) =>
    decide.mutate(
      { params: { id: lead.id }, body: { approve, note: note || undefined } },
      {
        onSuccess: () => toast(approve ? `${label} is approved` : `${label} is rejected`),
        onError: (error) => toast(`Nothing was decided. ${error.message}`),
      },
    );
  return (
    <span className="nodrag nopan inline-flex gap-1.5">
      <Button
        size="sm"
        look="primary"
        busy={decide.isPending}
        aria-label={`Approve ${label}`}
        onClick={() => say(true)}
      >
        Approve
      </Button>
      <Button
        size="sm"
        look="danger"
        busy={decide.isPending}
        aria-label={`Reject ${label}`}
        onClick={() => say(false)}
      >
        Reject
      </Button>
    </span>
  );
}
