'use client';
import Link from 'next/link';
import type { Runner } from '@/contract/runner';
import { useWhole } from '@/hooks/use-whole';
import { ButtonLink } from '../ui/button';
import { EmptyState } from '../ui/empty-state';
import { ErrorPanel } from '../ui/error-panel';
import { PageHeader } from '../ui/page-header';
import { Phrase } from '../ui/phrase';
import { Skeleton } from '../ui/skeleton';
import { TimeAgo } from '../ui/time-ago';
import { words as machine } from '../words/runner';
import { words } from '../words/runner-list';
import { words as common } from '../words/words';
import { engineWords } from './engine-words';
import { RunnerStatusLine } from './runner-status';
import { SandboxChip } from './sandbox-chip';

/** Every machine that may take work. */
export function RunnersPage() {
  const runners = useWhole('listRunners');
  return (
    <>
      <PageHeader
        title={common.pages.runners}
        lead={words.lead}
        actions={
          <ButtonLink href="/connect" look="outline">
            {words.connect}
          </ButtonLink>
        }
      />
      {runners.isError && <ErrorPanel error={runners.error} onRetry={() => void runners.refetch()} />}
      {runners.isPending && <Skeleton />}
      {runners.isSuccess && runners.items.length === 0 && (
        <div className="rounded-panel border border-line bg-panel">
          <EmptyState
            title={words.none}
            action={
              <ButtonLink href="/connect" look="primary">
                {words.connect}
              </ButtonLink>
            }
          >
            {words.how}
          </EmptyState>
        </div>
      )}
      <ul className="grid gap-3 md:grid-cols-2 xl:grid-cols-3">
        {runners.items.map((runner) => (
          <RunnerCard key={runner.id} runner={runner} />
        ))}
      </ul>
    </>
  );
}

function RunnerCard({ runner }: { runner: Runner }) {
  const { report } = runner;
  const problems = report?.findings.filter((finding) => finding.level === 'error').length ?? 0;
  return (
    <li className="relative flex min-w-0 flex-col gap-2 rounded-panel border border-line bg-panel p-4 hover:bg-sunken">
      <div className="flex items-center justify-between gap-3">
        <Link href={`/runners/${runner.id}`} className="covering min-w-0 truncate text-section font-medium">
          <bdi>{runner.name}</bdi>
        </Link>
        <RunnerStatusLine runner={runner} className="text-label" />
      </div>
      <p className="text-label text-ink-2">
        {machine.used(runner.running, runner.maxConcurrent)} ·{' '}
        {runner.lastSeenAt ? (
          <Phrase of={words.heard} parts={{ ago: <TimeAgo at={runner.lastSeenAt} /> }} />
        ) : (
          machine.unheard
        )}
      </p>
      {report && (
        <>
          <p className="truncate text-label text-ink-2">
            {report.os} {report.arch} · {engineWords(report)}
          </p>
          <p className="mt-auto flex flex-wrap gap-1.5 pt-1">
            <SandboxChip sandbox={report.sandbox} />
            {problems > 0 && (
              <span className="text-label font-medium text-danger">{words.problems(problems)}</span>
            )}
            {runner.labels.map((label) => (
              <span
                key={label}
                className="rounded-full border border-line px-2 text-meta leading-4.5 text-ink-2"
              >
                {label}
              </span>
            ))}
          </p>
        </>
      )}
    </li>
  );
}
