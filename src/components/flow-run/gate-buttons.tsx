'use client';
import { useChange } from '@/hooks/use-change';
import { Button } from '../ui/button';
import { toast } from '../ui/toast-store';
import { words } from '../words/flow-run-nodes';
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
        onSuccess: () => toast(approve ? words.gate.approved(label) : words.gate.rejected(label)),
        onError: (error) => toast(words.gate.failed(error.message)),
      },
    );
  return (
    <span className="nodrag nopan inline-flex gap-1.5">
      <Button
        size="sm"
        look="primary"
        busy={decide.isPending}
        aria-label={words.gate.approveNode(label)}
        onClick={() => say(true)}
      >
        {words.gate.approve}
      </Button>
      <Button
        size="sm"
        look="danger"
        busy={decide.isPending}
        aria-label={words.gate.rejectNode(label)}
        onClick={() => say(false)}
      >
        {words.gate.reject}
      </Button>
    </span>
  );
}
