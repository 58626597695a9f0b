'use client';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { useEndpoint, useList } from '@/hooks/use-endpoint';
import { AgentStatusLine } from '../agent/agent-status';
import { reportWords } from '../project/report-words';
import { useProjects } from '../project/use-projects';
import { ButtonLink } from '../ui/button';
import { toneText } from '../ui/chip';
import { EmptyState } from '../ui/empty-state';
import { ErrorPanel } from '../ui/error-panel';
import { Panel } from '../ui/panel';
import { Phrase } from '../ui/phrase';
import { PageSkeleton } from '../ui/skeleton';
import { TimeAgo } from '../ui/time-ago';
import { words as status } from '../words/runner';
import { words } from '../words/runner-page';
import { engineWords } from './engine-words';
import { Findings } from './findings';
import { RunnerActions } from './runner-actions';
import { RunnerStatusLine } from './runner-status';
import { SandboxChip } from './sandbox-chip';

const facts = words.machine;

/** One machine: whether it takes work, what it says of itself, what it does now. */
export function RunnerPage({ runnerId }: { runnerId: string }) {
  const { data: runner, error, refetch } = useEndpoint('getRunner', { params: { id: runnerId } });
  const live = useList('listAgents', { query: { live: 'true' } });
  const projects = useProjects();
  if (error) return <ErrorPanel page error={error} onRetry={() => void refetch()} />;
  if (!runner) return <PageSkeleton />;
  const { report } = runner;
  const agents = live.data?.items.filter((agent) => agent.runnerId === runner.id) ?? [];
  const served = projects.named.flatMap((project) =>
    project.reports.filter((one) => one.runnerName === runner.name).map((one) => ({ project, ...one })),
  );

  return (
    <>
      <header className="mb-5 flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0">
          <p className="mb-1 flex flex-wrap items-center gap-2">
            <RunnerStatusLine runner={runner} />
            {report && <SandboxChip sandbox={report.sandbox} />}
          </p>
          <h1 className="text-title font-semibold">
            <bdi>{runner.name}</bdi>
          </h1>
          <p className="text-label text-ink-2">
            {status.used(runner.running, runner.maxConcurrent)} ·{' '}
            {runner.lastSeenAt ? (
              <Phrase of={words.heard} parts={{ ago: <TimeAgo at={runner.lastSeenAt} /> }} />
            ) : (
              status.unheard
            )}
          </p>
          {runner.pauseNote && (
            <p className="mt-1 text-ink-2">
              <Phrase of={words.paused} parts={{ note: <bdi>{runner.pauseNote}</bdi> }} />
            </p>
          )}
          {runner.liveness === 'offline' && runner.running > 0 && (
            <p className="mt-1 text-danger">{words.silent}</p>
          )}
        </div>
        <RunnerActions runner={runner} />
      </header>
      <div className="grid items-start gap-5 xl:grid-cols-2">
        <Panel title={words.agents.title} id="live-agents" flush>
          {agents.length === 0 && (
            <EmptyState
              title={words.agents.none}
              action={<ButtonLink href="/settings">{words.agents.next}</ButtonLink>}
            >
              {words.agents.takes}
            </EmptyState>
          )}
          <ul>
            {agents.map((agent) => (
              <li
                key={agent.id}
                className="relative flex items-start gap-3 border-t border-line px-4 py-2 first:border-t-0 hover:bg-sunken"
              >
                <AgentStatusLine status={agent.status} className="shrink-0 text-label leading-5" />
                <div className="min-w-0 flex-1">
                  <Link href={`/agents/${agent.id}`} className="covering block truncate">
                    <span className="mono text-label text-ink-3">{agent.taskRef}</span>{' '}
                    <bdi>{agent.taskTitle}</bdi>
                  </Link>
                  {agent.activity && <p className="truncate text-label text-ink-2">{agent.activity}</p>}
                </div>
              </li>
            ))}
          </ul>
        </Panel>
        <Panel title={words.check.title} id="findings">
          {report && report.findings.length > 0 ? (
            <Findings findings={report.findings} />
          ) : (
            <p className="text-ink-2">{words.check.none}</p>
          )}
        </Panel>
        <Panel title={facts.title} id="machine">
          {report ? (
            <dl className="grid grid-cols-[8rem_minmax(0,1fr)] gap-x-3 gap-y-2">
              <Fact name={facts.host}>{report.hostname}</Fact>
              <Fact name={facts.system}>{`${report.os} ${report.arch}`}</Fact>
              <Fact name={facts.engines}>{engineWords(report)}</Fact>
              <Fact name={facts.sandbox}>{`${report.sandbox.kind}: ${report.sandbox.detail}`}</Fact>
              <Fact name={facts.folder}>
                <code className="break-all">{report.directory}</code>
              </Fact>
              <Fact name={facts.runner}>{report.cliVersion}</Fact>
              <Fact name={facts.tools}>{`${report.nodeVersion}, ${report.gitVersion ?? facts.noGit}`}</Fact>
              <Fact name={facts.labels}>{runner.labels.join(', ') || facts.noLabels}</Fact>
              {runner.signedOnly && <Fact name={facts.tasks}>{facts.signedOnly}</Fact>}
            </dl>
          ) : (
            <p className="text-ink-2">{facts.none}</p>
          )}
        </Panel>
        <Panel title={words.projects.title} id="served" flush>
          {served.length === 0 && (
            <EmptyState
              title={words.projects.none}
              action={<ButtonLink href="/projects/new">{words.projects.add}</ButtonLink>}
            >
              {words.projects.says}
            </EmptyState>
          )}
          <ul>
            {served.map(({ project, state, detail }) => {
              const { word, tone } = reportWords(state);
              return (
                <li
                  key={project.id}
                  className="flex flex-wrap items-baseline gap-x-3 border-t border-line px-4 py-2 first:border-t-0"
                >
                  <Link href={`/projects/${project.id}`} className="text-accent hover:underline">
                    {project.name}
                  </Link>
                  <span className={`text-label ${toneText[tone]}`}>{word}</span>
                  <span className="min-w-0 flex-1 text-label text-ink-2">{detail}</span>
                </li>
              );
            })}
          </ul>
        </Panel>
      </div>
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-label leading-5 text-ink-2">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}
