'use client';
import { useId, useState } from 'react';
import type { Agent } from '@/contract/agent';
import type { Task } from '@/contract/task';
import { useChange } from '@/hooks/use-change';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { TextArea } from '../ui/controls';
import { described, Field } from '../ui/field';

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
      title={`Retry ${agent.taskRef}?`}
      description="Another agent takes the task. Where the task has ended already, it stays as it is and a new one that says the same is made and queued."
      confirm="Retry task"
      busy={change.isPending}
      error={change.error}
      onConfirm={() =>
        change.mutate({
          params: { id: agent.id },
          body: guidance.trim() === '' ? {} : { guidance: guidance.trim() },
        })
      }
    >
      <Field
        id={id}
        label="Guidance"
        optional
        hint="It is given to the next agent as data, together with the task."
      >
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
