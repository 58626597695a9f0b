'use client';
import type { Agent } from '@/contract/agent';
import type { Task } from '@/contract/task';
import { useEndpoint } from '@/hooks/use-endpoint';
import { Panel } from '../ui/panel';
import { words } from '../words/message';
import { MessageComposer } from './message-composer';
import { MessageList } from './message-list';

/** Whether a message can be said now: to a live agent, or to the next one of a task. */
export const listens = (task: Task, agents: Agent[]): 'agent' | 'task' | null => {
  if (agents.some(({ live, kind, killRequestedAt }) => live && kind === 'work' && !killRequestedAt))
    return task.status === 'CANCELLING' ? null : 'agent';
  if (agents.some(({ live }) => live) || agents.length === 0) return null;
  return ['QUEUED', 'BLOCKED', 'IN_REVIEW', 'NEEDS_HUMAN', 'COMPLETED'].includes(task.status) ? 'task' : null;
};

/** What was said to the agents of a task, whether they have seen it, and a place to say more; `draft` is what is being written. */
export function MessagePanel({
  task,
  agents,
  draft,
  onDraft,
}: {
  task: Task;
  agents: Agent[];
  draft: string;
  onDraft(text: string): void;
}) {
  const messages = useEndpoint('listMessages', { params: { id: task.ref } });
  const said = messages.data ?? [];
  const to = listens(task, agents);
  if (!to && said.length === 0 && draft === '') return null;
  const agent = agents.find(({ live, kind }) => live && kind === 'work') ?? null;
  return (
    <div className="mt-5 mb-4">
      <Panel id="messages" title={words.title}>
        {said.length > 0 && <MessageList messages={said} live={agent?.id ?? null} />}
        {(to || draft !== '') && (
          <MessageComposer
            task={task}
            agent={to === 'agent' ? agent : null}
            heard={to !== null}
            text={draft}
            onText={onDraft}
          />
        )}
      </Panel>
    </div>
  );
}
