'use client';
import Link from 'next/link';
import type { FlowDetail } from '@/contract/flow-calls';
import type { FlowRun } from '@/contract/flow-run';
import { useEndpoint, usePages } from '@/hooks/use-endpoint';
import { StatusIcon } from '../task/status-icon';
import { ButtonLink } from '../ui/button';
import { toneText } from '../ui/chip';
import { EmptyState } from '../ui/empty-state';
import { ErrorPanel } from '../ui/error-panel';
import { PageHeader } from '../ui/page-header';
import { Panel } from '../ui/panel';
import { Phrase } from '../ui/phrase';
import { ShowMore } from '../ui/show-more';
import { Skeleton } from '../ui/skeleton';
import { Elapsed, TimeAgo } from '../ui/time-ago';
import { words as basics } from '../words/flow-basics';
import { words } from '../words/flow-run-list';
import { words as common } from '../words/words';
import { ENDED } from './node-states';
import { RunButton } from './run-button';
import { runPath } from './run-url';
import { runsOf } from './runs-query';
import { RUN } from './step-words';

/** The runs of one flow, newest first. */
export function FlowRunsPage({ flowRef }: { flowRef: string }) {
  const flow = useEndpoint('getFlow', { params: { id: flowRef } });
  if (flow.isError)
    return <ErrorPanel page title={basics.unread} error={flow.error} onRetry={() => void flow.refetch()} />;
  if (!flow.data) return <Skeleton rows={6} />;
  return <Runs flow={flow.data} />;
}

/** The runs of all flows, and of documents that were never kept as one. */
export function Runs({ flow }: { flow?: FlowDetail }) {
  const runs = usePages('listFlowRuns', { query: runsOf(flow?.ref) });
  const items = runs.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <PageHeader
        title={flow ? <bdi>{basics.runsOf(flow.name)}</bdi> : basics.runs}
        lead={flow ? flow.description || words.lead(flow.ref, flow.version) : words.leadAll}
        actions={
          flow ? (
            <>
              <ButtonLink href={`/flows/${flow.ref}/edit`}>{words.edit}</ButtonLink>
              <RunButton
                flowRef={flow.ref}
                version={flow.version}
                document={flow.document}
                faults={flow.errors}
              />
            </>
          ) : (
            <ButtonLink href="/flows">{common.pages.flows}</ButtonLink>
          )
        }
      />
      {runs.isError && (
        <ErrorPanel title={words.unread} error={runs.error} onRetry={() => void runs.refetch()} />
      )}
      <Panel flush>
        {runs.isPending && <Skeleton className="p-4" />}
        {runs.isSuccess && items.length === 0 && (
          <EmptyState title={flow ? words.none : words.noneAtAll}>{words.noneLead}</EmptyState>
        )}
        {items.length > 0 && (
          <ul aria-label={basics.runs}>
            {items.map((run) => (
              <RunRow key={run.id} run={run} named={!flow} />
            ))}
          </ul>
        )}
        <ShowMore list={runs} />
      </Panel>
    </>
  );
}

function RunRow({ run, named }: { run: FlowRun; named: boolean }) {
  const { word, tone, shape, meaning } = RUN[run.status];
  const all = Object.values(run.counts).reduce((sum, count) => sum + count, 0);
  const ended = [...ENDED].reduce((sum, status) => sum + (run.counts[status] ?? 0), 0);
  return (
    <li className="relative flex flex-wrap items-center gap-x-4 gap-y-0.5 border-t border-line px-4 py-2.5 first:border-t-0 hover:bg-sunken">
      <span title={meaning} className={`inline-flex w-24 items-center gap-1.5 ${toneText[tone]}`}>
        <StatusIcon shape={shape} className="size-3.5" />
        {word}
      </span>
      <Link href={runPath(run)} className="covering min-w-0 flex-1 basis-48 truncate font-medium">
        {named ? (
          <bdi>{run.name}</bdi>
        ) : (
          <Phrase of={words.row.began} parts={{ ago: <TimeAgo at={run.createdAt} /> }} />
        )}
      </Link>
      {run.note && (
        <span className="min-w-0 truncate text-label text-ink-2">
          <bdi>{run.note}</bdi>
        </span>
      )}
      {run.flowVersion !== null && (
        <span className="text-label text-ink-2">{basics.version(run.flowVersion)}</span>
      )}
      {run.replayOf && <span className="text-label text-ink-2">{words.row.replay}</span>}
      <span className="text-label text-ink-2 tabular-nums">{words.row.steps(ended, all)}</span>
      <span className="text-label text-ink-2 tabular-nums">
        <Elapsed from={run.createdAt} to={run.endedAt} />
      </span>
      {named && (
        <span className="text-label text-ink-3">
          <TimeAgo at={run.createdAt} />
        </span>
      )}
    </li>
  );
}
