'use client';
import { useId, useState } from 'react';
import type { Agent } from '@/contract/agent';
import { useChange } from '@/hooks/use-change';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { Checkbox, Input } from '../ui/controls';
import { described, Field } from '../ui/field';

interface KillProps {
  agent: Agent;
  open: boolean;
  onOpenChange(open: boolean): void;
}

/** Ends an agent at once, and says what becomes of its task. */
export function AgentKill({ agent, open, onOpenChange }: KillProps) {
  const id = useId();
  const [requeue, setRequeue] = useState(false);
  const [reason, setReason] = useState('');
  const change = useChange('killAgent', { onSuccess: () => onOpenChange(false) });
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title="End this agent?"
      description={`Its engine is stopped on ${agent.runnerName} and its last output is kept. What it has not committed is lost. ${
        requeue
          ? `${agent.taskRef} goes back to the queue for another agent.`
          : `${agent.taskRef} then waits for you.`
      }`}
      confirm="End agent"
      keep="Keep agent"
      danger
      busy={change.isPending}
      error={change.error}
      onConfirm={() =>
        change.mutate({ params: { id: agent.id }, body: { requeue, reason: reason.trim() || undefined } })
      }
    >
      <div className="flex flex-col gap-3">
        <Checkbox
          label="Queue the task again"
          checked={requeue}
          onChange={(event) => setRequeue(event.target.checked)}
        />
        <Field id={id} label="Reason" optional hint="It stands in the events, for whoever asks later.">
          <Input
            {...described(id)}
            value={reason}
            maxLength={500}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
      </div>
    </ConfirmDialog>
  );
}
