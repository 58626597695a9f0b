import { clsx } from 'clsx';
import { Check, Undo2 } from 'lucide-react';
import Link from 'next/link';
import { type ReactNode, useId } from 'react';
import type { LandedMerge, MergeLine, ReturnedMerge, StandingMerge } from '@/contract/merge';
import { reasonWords } from '../task/reason-words';
import { StatusLine } from '../task/status-badge';
import { StatusIcon } from '../task/status-icon';
import { toneText } from '../ui/chip';
import { CopyButton } from '../ui/copy-button';
import { Panel } from '../ui/panel';
import { Phrase } from '../ui/phrase';
import { Elapsed, TimeAgo } from '../ui/time-ago';
import { words } from '../words/merge';
import { MERGE_STATE } from './merge-words';

/** How many that landed are shown before the others are asked for. */
const SHOWN = 3;

/** One branch: who stands in line for it, what came back from there and what it has taken in. */
export function MergeLinePanel({ line }: { line: MergeLine }) {
  const { projectName, branch, standing, returned, landed } = line;
  const id = useId();
  return (
    <Panel
      id={id}
      flush
      title={
        <Phrase
          of={words.title}
          parts={{
            project: <bdi>{projectName}</bdi>,
            into: <span className="font-normal text-ink-3">{words.into}</span>,
            branch: <bdi className="mono break-all">{branch}</bdi>,
          }}
        />
      }
      actions={<span className="text-label text-ink-2">{words.standing(standing.length)}</span>}
    >
      {standing.length > 0 && (
        <ol aria-label={words.inLine}>
          {standing.map((one) => (
            <Standing key={one.taskId} one={one} />
          ))}
        </ol>
      )}
      {returned.length > 0 && (
        <Part title={words.returned}>
          {returned.map((one) => (
            <Returned key={one.agentId} one={one} />
          ))}
        </Part>
      )}
      {landed.length > 0 && (
        <Part title={words.landed}>
          {landed.slice(0, SHOWN).map((one) => (
            <Landed key={one.taskId} one={one} />
          ))}
          {landed.length > SHOWN && (
            <li className="px-4 pb-2">
              <details>
                <summary className="min-h-6 cursor-pointer text-label text-ink-2">
                  {words.more(landed.length - SHOWN)}
                </summary>
                <ul className="-mx-4">
                  {landed.slice(SHOWN).map((one) => (
                    <Landed key={one.taskId} one={one} />
                  ))}
                </ul>
              </details>
            </li>
          )}
        </Part>
      )}
    </Panel>
  );
}

function Standing({ one }: { one: StandingMerge }) {
  const { word, shape, tone, meaning } = MERGE_STATE[one.state];
  return (
    <li className="flex items-start gap-3 border-t border-line px-4 py-2 first:border-t-0">
      <span className={clsx('mt-0.5 shrink-0', toneText[tone])}>
        <StatusIcon shape={shape} />
      </span>
      <div className="min-w-0 flex-1">
        <TaskLink one={one} />
        <p className="text-label break-words text-ink-2">
          <span className={toneText[tone]} title={meaning}>
            {word}
          </span>
          {one.agentId && (
            <>
              {': '}
              <bdi>{one.sentence}</bdi>
            </>
          )}
          {!one.agentId && one.sentence !== word && <>. {one.sentence}</>}
        </p>
      </div>
      <span className="shrink-0 text-right text-label text-ink-3">
        <Elapsed from={one.since} className="mono" />
        {one.runnerName && <bdi className="block max-w-32 truncate max-sm:hidden">{one.runnerName}</bdi>}
      </span>
    </li>
  );
}

function Returned({ one }: { one: ReturnedMerge }) {
  return (
    <li className="flex items-start gap-3 px-4 py-1.5">
      <Undo2 className="mt-0.5 size-4 shrink-0 text-danger" aria-hidden="true" />
      <div className="min-w-0 flex-1">
        <TaskLink one={one} />
        {one.tests.length > 0 && (
          <ul aria-label={words.tests} className="my-1 flex flex-col gap-0.5">
            {one.tests.map((test) => (
              <li key={test} className="mono text-label break-words text-danger">
                <span aria-hidden="true">✗ </span>
                {test}
              </li>
            ))}
          </ul>
        )}
        <p className="text-label break-words text-ink-2">{one.sentence || reasonWords(one.reason)}</p>
        <p className="flex flex-wrap items-center gap-x-3 text-label text-ink-2">
          <StatusLine status={one.status} />
          <Link href={`/agents/${one.agentId}`} className="text-accent underline">
            {words.log}
          </Link>
        </p>
      </div>
      <TimeAgo at={one.at} className="shrink-0 text-label text-ink-3" />
    </li>
  );
}

function Landed({ one }: { one: LandedMerge }) {
  return (
    <li className="flex items-center gap-3 px-4 py-1">
      <Check className="size-4 shrink-0 text-success" aria-hidden="true" />
      <div className="min-w-0 flex-1">
        <TaskLink one={one} />
      </div>
      <CopyButton
        text={one.mergedSha}
        label={words.copy(one.taskRef)}
        shown={one.mergedSha.slice(0, 8)}
        className="max-sm:hidden"
      />
      <TimeAgo at={one.at} className="shrink-0 text-label text-ink-3" />
    </li>
  );
}

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="border-t border-line py-1 first:border-t-0" aria-label={title}>
    <h3 className="px-4 pt-1 pb-0.5 text-label font-medium text-ink-2">{title}</h3>
    <ul>{children}</ul>
  </section>
);

const TaskLink = ({ one }: { one: { taskRef: string; taskTitle: string } }) => (
  <Link href={`/tasks/${one.taskRef}`} className="flex min-h-6 min-w-0 items-center gap-2 hover:underline">
    <span className="mono shrink-0 text-label text-ink-3">{one.taskRef}</span>
    <bdi className="min-w-0 truncate">{one.taskTitle}</bdi>
  </Link>
);
