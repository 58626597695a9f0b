'use client';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { useEndpoint, useList } from '@/hooks/use-endpoint';
import { AgentStatusLine } from '../agent/agent-status';
import { reportWords } from '../project/report-words';
import { ButtonLink } from '../ui/button';
import { toneText } from '../ui/chip';
import { EmptyState } from '../ui/empty-state';
import { ErrorPanel } from '../ui/error-panel';
import { Panel } from '../ui/panel';
import { PageSkeleton } from '../ui/skeleton';
import { TimeAgo } from '../ui/time-ago';
import { engineWords } from './engine-words';
import { Findings } from './findings';
import { RunnerActions } from './runner-actions';
import { RunnerStatusLine } from './runner-status';
import { SandboxChip } from './sandbox-chip';

/** One machine: whether it takes work, what it says of itself, what it does now. */
export function RunnerPage({ runnerId }: { runnerId: string }) {
  const { data: runner, error, refetch } = useEndpoint('getRunner', { params: { id: runnerId } });
  const live = useList('listAgents', { query: { live: 'true' } });
  const projects = useList('listProjects');
  if (error) return <ErrorPanel page error={error} onRetry={() => void refetch()} />;
  if (!runner) return <PageSkeleton />;
  const { report } = runner;
  const agents = live.data?.items.filter((agent) => agent.runnerId === runner.id) ?? [];
  const served = (projects.data?.items ?? []).flatMap((project) =>
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
            {runner.running} of {runner.maxConcurrent} slots used ·{' '}
            {runner.lastSeenAt ? (
              <>
                last heard <TimeAgo at={runner.lastSeenAt} />
              </>
            ) : (
              'not heard yet'
            )}
          </p>
          {runner.pauseNote && (
            <p className="mt-1 text-ink-2">
              Paused: <bdi>{runner.pauseNote}</bdi>
            </p>
          )}
          {runner.liveness === 'offline' && runner.running > 0 && (
            <p className="mt-1 text-danger">
              It has not answered for a while. Its tasks go back to the queue when their leases end.
            </p>
          )}
        </div>
        <RunnerActions runner={runner} />
      </header>
      <div className="grid items-start gap-5 xl:grid-cols-2">
        <Panel title="Agents on it now" id="live-agents" flush>
          {agents.length === 0 && (
            <EmptyState
              title="Nothing runs here now"
              action={<ButtonLink href="/settings">See what is next</ButtonLink>}
            >
              It takes the next queued task that fits it.
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
        <Panel title="Flight check" id="findings">
          {report && report.findings.length > 0 ? (
            <Findings findings={report.findings} />
          ) : (
            <p className="text-ink-2">The runner reports its own check of the machine when it connects.</p>
          )}
        </Panel>
        <Panel title="Machine" id="machine">
          {report ? (
            <dl className="grid grid-cols-[8rem_minmax(0,1fr)] gap-x-3 gap-y-2">
              <Fact name="Host">{report.hostname}</Fact>
              <Fact name="System">{`${report.os} ${report.arch}`}</Fact>
              <Fact name="Engines">{engineWords(report)}</Fact>
              <Fact name="Sandbox">{`${report.sandbox.kind}: ${report.sandbox.detail}`}</Fact>
              <Fact name="Folder">
                <code className="break-all">{report.directory}</code>
              </Fact>
              <Fact name="Runner">{report.cliVersion}</Fact>
              <Fact name="Node, git">{`${report.nodeVersion}, ${report.gitVersion ?? 'git not found'}`}</Fact>
              <Fact name="Labels">{runner.labels.join(', ') || 'none'}</Fact>
              {runner.signedOnly && <Fact name="Tasks">signed ones alone</Fact>}
            </dl>
          ) : (
            <p className="text-ink-2">It has not opened a session yet.</p>
          )}
        </Panel>
        <Panel title="Projects on it" id="served" flush>
          {served.length === 0 && (
            <EmptyState
              title="No project reported yet"
              action={<ButtonLink href="/projects/new">Add a project</ButtonLink>}
            >
              It says of each project within seconds whether its repository is there.
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
