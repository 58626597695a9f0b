'use client';
import { useId, useState } from 'react';
import type { Agent } from '@/contract/agent';
import { useChange } from '@/hooks/use-change';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { Checkbox, Input } from '../ui/controls';
import { described, Field } from '../ui/field';
import { words } from '../words/agent-page';

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
      title={words.kill.title}
      description={words.kill.what(agent.runnerName, agent.taskRef, requeue)}
      confirm={words.kill.confirm}
      keep={words.kill.keep}
      danger
      busy={change.isPending}
      error={change.error}
      onConfirm={() =>
        change.mutate({ params: { id: agent.id }, body: { requeue, reason: reason.trim() || undefined } })
      }
    >
      <div className="flex flex-col gap-3">
        <Checkbox
          label={words.kill.requeue}
          checked={requeue}
          onChange={(event) => setRequeue(event.target.checked)}
        />
        <Field id={id} label={words.kill.reason} optional hint={words.kill.reasonHint}>
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
