'use client';
import { useRouter } from 'next/navigation';
import { useId, useState } from 'react';
import type { Agent } from '@/contract/agent';
import type { Task, TaskStatus } from '@/contract/task';
import { useChange } from '@/hooks/use-change';
import { Button } from '../ui/button';
import { TextArea } from '../ui/controls';
import { ErrorPanel } from '../ui/error-panel';
import { described, Field } from '../ui/field';
import { Kbd } from '../ui/kbd';

const HINT: Partial<Record<TaskStatus, string>> = {
  QUEUED: 'The next agent hears it with its task.',
  BLOCKED: 'The next agent hears it with its task.',
  IN_REVIEW: 'The task is queued again and goes on in the same session.',
  NEEDS_HUMAN: 'The task is queued again and goes on in the same session.',
  COMPLETED: 'A new task goes on from this one, in the same session.',
};

/** Says something to the live agent or, without one, follows up on the task. */
export function MessageComposer({ task, agent }: { task: Task; agent: Agent | null }) {
  const [text, setText] = useState('');
  const id = useId();
  const router = useRouter();
  const send = useChange('sendMessage', { onSuccess: () => setText('') });
  const follow = useChange('followUpTask', {
    onSuccess: (answer) => {
      setText('');
      if (answer.ref !== task.ref) router.push(`/tasks/${answer.ref}`);
    },
  });
  const change = agent ? send : follow;
  const empty = text.trim() === '';
  const submit = () => {
    if (empty || change.isPending) return;
    const body = { text: text.trim() };
    if (agent) send.mutate({ params: { id: agent.id }, body });
    else follow.mutate({ params: { id: task.ref }, body });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Field
        id={id}
        label={agent ? 'Message to the agent' : 'Follow up'}
        hint={agent ? 'It hears this after the tool call it is in.' : HINT[task.status]}
      >
        <TextArea
          {...described(id)}
          rows={2}
          maxLength={10_000}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return;
            event.preventDefault();
            submit();
          }}
        />
      </Field>
      {change.isError && (
        <div className="mt-3">
          <ErrorPanel title="It was not sent" error={change.error} />
        </div>
      )}
      <div className="mt-2 flex items-center justify-end gap-3">
        <span className="text-label text-ink-3 max-md:hidden" aria-hidden>
          <Kbd>Ctrl+Enter</Kbd>
        </span>
        <Button type="submit" look="primary" busy={change.isPending} disabled={empty}>
          {agent ? 'Send' : 'Follow up'}
        </Button>
      </div>
    </form>
  );
}
