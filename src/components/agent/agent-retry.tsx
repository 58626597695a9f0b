'use client';
import { useId, useState } from 'react';
import type { Agent } from '@/contract/agent';
import type { Task } from '@/contract/task';
import { useChange } from '@/hooks/use-change';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { TextArea } from '../ui/controls';
import { described, Field } from '../ui/field';
import { words } from '../words/agent-page';

interface RetryProps {
  agent: Agent;
  open: boolean;
  onOpenChange(open: boolean): void;
  /** Called with the task that will run. */
  onAnswer(task: Task): void;
}

/** Has the task of an ended agent done again, with what the next one shall know. */
export function AgentRetry({ agent, open, onOpenChange, onAnswer }: RetryProps) {
  const id = useId();
  const [guidance, setGuidance] = useState('');
  const change = useChange('retryAgent', {
    onSuccess: (task) => {
      onOpenChange(false);
      onAnswer(task);
    },
  });
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={words.retry.title(agent.taskRef)}
      description={words.retry.what}
      confirm={words.retry.confirm}
      busy={change.isPending}
      error={change.error}
      onConfirm={() =>
        change.mutate({
          params: { id: agent.id },
          body: guidance.trim() === '' ? {} : { guidance: guidance.trim() },
        })
      }
    >
      <Field id={id} label={words.retry.guidance} optional hint={words.retry.guidanceHint}>
        <TextArea
          {...described(id)}
          rows={4}
          value={guidance}
          onChange={(event) => setGuidance(event.target.value)}
        />
      </Field>
    </ConfirmDialog>
  );
}
