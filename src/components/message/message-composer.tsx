'use client';
import { useRouter } from 'next/navigation';
import { useId } from 'react';
import type { Agent } from '@/contract/agent';
import type { Task, TaskStatus } from '@/contract/task';
import { useChange } from '@/hooks/use-change';
import { Button } from '../ui/button';
import { TextArea } from '../ui/controls';
import { ErrorPanel } from '../ui/error-panel';
import { described } from '../ui/field';
import { Kbd } from '../ui/kbd';
import { words } from '../words/message';

const HINT: Partial<Record<TaskStatus, string>> = {
  QUEUED: words.composer.hearsNext,
  BLOCKED: words.composer.hearsNext,
  IN_REVIEW: words.composer.goesOn,
  NEEDS_HUMAN: words.composer.goesOn,
  COMPLETED: words.composer.newTask,
};

/** Says something to the live agent or, without one, follows up on the task; `heard` is false while nobody can hear it. */
export function MessageComposer({
  task,
  agent,
  heard,
  text,
  onText,
}: {
  task: Task;
  agent: Agent | null;
  heard: boolean;
  text: string;
  onText(text: string): void;
}) {
  const id = useId();
  const router = useRouter();
  const send = useChange('sendMessage', { onSuccess: () => onText('') });
  const follow = useChange('followUpTask', {
    onSuccess: (answer) => {
      onText('');
      if (answer.ref !== task.ref) router.push(`/tasks/${answer.ref}`);
    },
  });
  const change = agent ? send : follow;
  const empty = text.trim() === '';
  const submit = () => {
    if (empty || !heard || change.isPending) return;
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
      <label htmlFor={id} className="text-label font-medium text-ink">
        {agent ? words.composer.toAgent : words.composer.followUp}
      </label>
      <div className="mt-1 flex flex-col">
        <TextArea
          {...described(id)}
          rows={2}
          maxLength={10_000}
          value={text}
          onChange={(event) => onText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return;
            event.preventDefault();
            submit();
          }}
        />
      </div>
      {change.isError && (
        <div className="mt-3">
          <ErrorPanel title={words.composer.failed} error={change.error} />
        </div>
      )}
      <div className="mt-2 flex flex-wrap items-center justify-between gap-x-3 gap-y-2">
        <p id={`${id}-hint`} className="min-w-0 text-label text-ink-3">
          {agent ? words.composer.hearsNow : heard ? HINT[task.status] : words.composer.unheard}
        </p>
        <span className="ml-auto flex items-center gap-3">
          <span className="text-label text-ink-3 max-md:hidden" aria-hidden>
            <Kbd>{'Ctrl+Enter'}</Kbd>
          </span>
          <Button type="submit" look="primary" busy={change.isPending} disabled={empty || !heard}>
            {agent ? words.composer.send : words.composer.followUp}
          </Button>
        </span>
      </div>
    </form>
  );
}
