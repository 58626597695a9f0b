'use client';
import dynamic from 'next/dynamic';
import { useQueryState } from 'nuqs';
import type { Agent } from '@/contract/agent';
import type { Task } from '@/contract/task';
import { AgentStatusLine, agentStatusWord } from '../agent/agent-status';
import { agentWord } from '../agent/agent-words';
import { lineRange } from '../log/log-url';
import { Select } from '../ui/controls';
import { EmptyState } from '../ui/empty-state';
import { Skeleton } from '../ui/skeleton';
import { words } from '../words/task-log';
import { reasonWords } from './reason-words';
import { taskPageParsers } from './task-url';

const logView = () => import('../log/log-view').then((made) => made.LogView);
const LogView = dynamic(logView, { ssr: false, loading: () => <Skeleton rows={12} /> });
// Who opens the address of a log waits for it alone: it is fetched while the rest of the page comes alive.
if (typeof window !== 'undefined' && new URLSearchParams(window.location.search).get('tab') === 'log')
  void logView();

/** The log of one of the task's agents; which one is in the address (`run`), the newest by default. */
export function LogTab({ task, agents, pending }: { task: Task; agents: Agent[]; pending: boolean }) {
  const [run, setRun] = useQueryState('run', taskPageParsers.run);
  const [, setRange] = useQueryState('L', lineRange);
  if (pending) return <Skeleton />;
  const chosen = agents.find((agent) => String(agent.attempt) === run || agent.id === run) ?? newest(agents);
  if (!chosen) {
    return <EmptyState title={words.none}>{words.begins}</EmptyState>;
  }
  const reason = reasonWords(chosen.reason);
  return (
    <>
      {agents.length > 1 && (
        <div className="mb-3 flex flex-wrap items-center gap-3">
          <Select
            aria-label={words.agent}
            fit
            value={chosen.attempt}
            onChange={(event) => {
              void setRun(event.target.value);
              void setRange(null);
            }}
          >
            {agents.map((agent) => (
              <option key={agent.id} value={agent.attempt}>
                {agentWord(agent)} · {agentStatusWord(agent.status)}
              </option>
            ))}
          </Select>
          <AgentStatusLine status={chosen.status} />
          {reason && <span className="text-label text-ink-2">{reason}</span>}
        </div>
      )}
      <LogView key={chosen.id} agentId={chosen.id} attempt={chosen.attempt} taskRef={task.ref} />
    </>
  );
}

/** The newest agent that wrote something of interest: the work itself rather than the merge after it. */
function newest(agents: Agent[]): Agent | undefined {
  const byAttempt = [...agents].sort((a, b) => b.attempt - a.attempt);
  return (
    byAttempt.find((agent) => agent.live) ?? byAttempt.find((agent) => agent.kind === 'work') ?? byAttempt[0]
  );
}
