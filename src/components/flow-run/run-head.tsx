'use client';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import type { FlowDocument } from '@/contract/flow';
import type { FlowRun } from '@/contract/flow-run';
import { useChange } from '@/hooks/use-change';
import { useEndpoint } from '@/hooks/use-endpoint';
import { useNow } from '@/hooks/use-now';
import { StatusIcon } from '../task/status-icon';
import { Button, ButtonLink } from '../ui/button';
import { Chip } from '../ui/chip';
import { ErrorPanel } from '../ui/error-panel';
import { formatDuration } from '../ui/format-duration';
import { formatMoney } from '../ui/format-money';
import { Phrase } from '../ui/phrase';
import { Elapsed, TimeAgo } from '../ui/time-ago';
import { words as basics } from '../words/flow-basics';
import { words } from '../words/flow-run-page';
import { hasEnded, type NodeState } from './node-states';
import { remainingOf } from './remaining';
import { runPath, runsPath } from './run-url';
import { SteerDialogs } from './steer-dialogs';
import { RUN, runHasEnded } from './step-words';

interface HeadProps {
  run: FlowRun & { document: FlowDocument };
  states: ReadonlyMap<string, NodeState>;
}

/** What runs, how far it is, how long it may still take, and how it is steered. */
export function RunHead({ run, states }: HeadProps) {
  const router = useRouter();
  const resume = useChange('resumeFlow');
  const replay = useChange('replayFlow', { onSuccess: (next) => router.push(runPath(next)) });
  const { word, tone, shape, meaning } = RUN[run.status];
  const all = [...states.values()];
  const ended = all.filter(({ status }) => hasEnded(status)).length;
  const micros = all.reduce((sum, state) => sum + state.micros, 0);
  const over = runHasEnded(run.status);
  return (
    <header className="mb-4">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-3">
        <div className="min-w-0 flex-1 basis-72">
          <p className="mb-1 flex flex-wrap items-center gap-2 text-label text-ink-2">
            <Chip tone={tone} title={meaning}>
              <StatusIcon shape={shape} className="size-3.5" />
              {word}
            </Chip>
            {run.flowRef && (
              <Link href={`/flows/${run.flowRef}/edit`} className="mono text-accent hover:underline">
                {run.flowRef}
              </Link>
            )}
            {run.flowVersion !== null && <span>{words.head.version(run.flowVersion)}</span>}
            <span>
              <Phrase of={words.head.began} parts={{ ago: <TimeAgo at={run.createdAt} /> }} />
            </span>
            {run.note && (
              <span>
                <Phrase of={words.head.note} parts={{ note: <bdi>{run.note}</bdi> }} />
              </span>
            )}
          </p>
          <h1 className="text-title font-semibold">
            <bdi>{run.name}</bdi>
          </h1>
        </div>
        <div className="flex flex-wrap gap-2">
          <ButtonLink href={runsPath(run)}>{basics.allRuns}</ButtonLink>
          {run.status === 'PAUSED' && (
            <Button
              look="primary"
              busy={resume.isPending}
              onClick={() => resume.mutate({ params: { id: run.id }, body: {} })}
            >
              {words.head.resume}
            </Button>
          )}
          {!over && <SteerDialogs run={run} states={all} />}
          {over && (
            <Button
              busy={replay.isPending}
              onClick={() => replay.mutate({ params: { id: run.id }, body: {} })}
            >
              {words.head.again}
            </Button>
          )}
        </div>
      </div>
      {resume.isError && <ErrorPanel title={words.head.notResumed} error={resume.error} />}
      {replay.isError && <ErrorPanel title={words.head.notBegun} error={replay.error} />}
      <div className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2 text-ink-2 tabular-nums sm:gap-x-5">
        <span className="flex items-center gap-2">
          <span
            role="progressbar"
            aria-label={words.head.ended}
            aria-valuemin={0}
            aria-valuemax={all.length}
            aria-valuenow={ended}
            className="h-2 w-28 overflow-hidden sm:w-40 rounded-full border border-line bg-sunken"
          >
            <span
              className="block h-full bg-active"
              style={{ width: `${(ended / Math.max(1, all.length)) * 100}%` }}
            />
          </span>
          <span className="font-medium text-ink">{words.head.nodes(ended, all.length)}</span>
        </span>
        <span>
          <Phrase
            of={over ? words.head.inAll : words.head.untilNow}
            parts={{ time: <Elapsed from={run.createdAt} to={run.endedAt} /> }}
          />
        </span>
        <span>{formatMoney(micros)}</span>
        {!over && run.flowRef && <Remaining run={run} flowRef={run.flowRef} states={states} />}
      </div>
    </header>
  );
}

function Remaining({ run, states, flowRef }: HeadProps & { flowRef: string }) {
  const now = useNow();
  const known = useEndpoint('forecastFlow', {
    params: { id: flowRef },
    query: { version: run.flowVersion ?? undefined },
  });
  if (!known.data) return null;
  const range = remainingOf(run.document, states, known.data.history, now);
  if (!range) return <span>{words.head.noHistory}</span>;
  const [low, high] = range;
  return (
    <span title={words.head.by}>
      {low < 1000
        ? words.head.upTo(formatDuration(high))
        : words.head.about(formatDuration(low), formatDuration(high))}
    </span>
  );
}
