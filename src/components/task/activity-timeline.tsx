'use client';
import Link from 'next/link';
import type { Agent } from '@/contract/agent';
import type { Proof } from '@/contract/check-run';
import type { Event } from '@/contract/event';
import { useList } from '@/hooks/use-endpoint';
import { EmptyState } from '../ui/empty-state';
import { ErrorPanel } from '../ui/error-panel';
import { formatDuration } from '../ui/format-duration';
import { Panel } from '../ui/panel';
import { Skeleton } from '../ui/skeleton';
import { TimeAgo } from '../ui/time-ago';
import { words as facts } from '../words/task-facts';
import { toneOf } from './event-tone';
import { actorWords, eventWords } from './event-words';
import { Waterfall } from './waterfall';

const words = facts.activity;
const QUIET = ['agent.log', 'agent.progress'];

/** What happened to the task, oldest first, with the time between two steps. */
export function ActivityTimeline({
  taskRef,
  agents,
  proof,
}: {
  taskRef: string;
  agents: Agent[];
  proof: Proof | null;
}) {
  const events = useList('listEvents', { query: { taskId: taskRef, limit: 100 } });
  if (events.isError) return <ErrorPanel error={events.error} onRetry={() => void events.refetch()} />;
  if (!events.data) return <Skeleton />;
  const shown = events.data.items.filter((event) => !QUIET.includes(event.type)).toReversed();
  const whole = !events.data.pagination.hasMore;
  return (
    <div className="flex flex-col gap-5">
      <Waterfall
        events={whole ? shown : []}
        agents={agents}
        checks={proof ? [...proof.rounds, ...proof.checks] : []}
      />
      <Panel title={words.title} id="happened" flush>
        {shown.length === 0 && <EmptyState title={words.none} />}
        {!whole && <p className="border-b border-line px-4 py-2 text-label text-ink-2">{words.last}</p>}
        <ol className="py-2">
          {shown.map((event, index) => (
            <Step
              key={event.cursor}
              agents={agents}
              event={event}
              before={shown[index - 1]}
              last={index === shown.length - 1}
            />
          ))}
        </ol>
      </Panel>
    </div>
  );
}

interface StepProps {
  event: Event;
  before: Event | undefined;
  last: boolean;
  agents: Agent[];
}

function Step({ event, before, last, agents }: StepProps) {
  const waited = before ? Date.parse(event.createdAt) - Date.parse(before.createdAt) : 0;
  return (
    <li className="relative flex gap-3 px-4 py-1.5">
      <span
        className={`relative z-10 mt-1.5 size-2 shrink-0 rounded-full bg-current ring-4 ring-panel ${toneOf(event)}`}
        aria-hidden="true"
      />
      {!last && (
        <span className="absolute top-4 -bottom-2 left-[1.21875rem] w-px bg-line" aria-hidden="true" />
      )}
      <div className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-3">
        <span className="min-w-0">
          {event.agentId ? (
            <Link href={`/agents/${event.agentId}`} className="hover:underline">
              {eventWords(event)}
            </Link>
          ) : (
            eventWords(event)
          )}
        </span>
        <span className="text-label text-ink-3">{words.by(actorWords(event, agents))}</span>
        {waited >= 1000 && (
          <span className="mono text-label text-ink-3">{words.after(formatDuration(waited))}</span>
        )}
      </div>
      <TimeAgo at={event.createdAt} className="shrink-0 text-label text-ink-3" />
    </li>
  );
}
