'use client';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { useEndpoint } from '@/hooks/use-endpoint';
import { engineName } from '../runner/engine-words';
import { reasonWords } from '../task/reason-words';
import { CopyButton } from '../ui/copy-button';
import { ErrorPanel } from '../ui/error-panel';
import { formatCount } from '../ui/format-count';
import { formatMoney } from '../ui/format-money';
import { Phrase } from '../ui/phrase';
import { PageSkeleton, Skeleton } from '../ui/skeleton';
import { Elapsed, TimeAgo } from '../ui/time-ago';
import { words } from '../words/agent-page';
import { AgentChecks } from './agent-checks';
import { AgentControls } from './agent-controls';
import { AgentStatusLine } from './agent-status';
import { AgentWish } from './agent-wish';
import { agentWord } from './agent-words';

const LogView = dynamic(() => import('../log/log-view').then((made) => made.LogView), {
  ssr: false,
  loading: () => <Skeleton rows={12} />,
});

/** One agent: how it was started, what it used, and everything it wrote. */
export function AgentPage({ agentId }: { agentId: string }) {
  const { data: agent, error, refetch } = useEndpoint('getAgent', { params: { id: agentId } });
  if (error) return <ErrorPanel page error={error} onRetry={() => void refetch()} />;
  if (!agent) return <PageSkeleton />;
  const reason = reasonWords(agent.reason);
  return (
    <>
      <header className="mb-4 flex flex-wrap items-start justify-between gap-x-4 gap-y-3">
        <div className="min-w-0 flex-1 basis-80">
          <p className="mb-1 flex flex-wrap items-center gap-2">
            <Link href={`/tasks/${agent.taskRef}`} className="mono text-label text-accent hover:underline">
              {agent.taskRef}
            </Link>
            <AgentStatusLine status={agent.status} />
            {reason && <span className="text-label text-ink-2">{reason}</span>}
            <AgentWish agent={agent} />
          </p>
          <h1 className="text-title font-semibold">
            <Phrase
              of={words.heading}
              parts={{ agent: agentWord(agent), task: <bdi>{agent.taskTitle}</bdi> }}
            />
          </h1>
          {agent.live && agent.activity && <p className="text-read text-ink-2">{agent.activity}</p>}
        </div>
        <AgentControls agent={agent} />
      </header>
      <dl className="mb-5 grid grid-cols-2 gap-x-6 gap-y-3 rounded-panel border border-line bg-panel p-4 sm:grid-cols-3 lg:grid-cols-6">
        <Fact name={words.facts.runner}>
          <Link href={`/runners/${agent.runnerId}`} className="text-accent hover:underline">
            {agent.runnerName}
          </Link>
        </Fact>
        <Fact name={words.facts.engine}>
          {[agent.engine && engineName(agent.engine), agent.engineVersion].filter(Boolean).join(' ') || '–'}
        </Fact>
        <Fact name={words.facts.model}>{agent.usage.model ?? agent.model ?? '–'}</Fact>
        <Fact name={words.facts.sandbox}>{agent.sandbox ?? '–'}</Fact>
        <Fact name={words.facts.took}>
          <Elapsed
            from={agent.startedAt ?? agent.createdAt}
            to={agent.live ? null : (agent.endedAt ?? agent.createdAt)}
          />
        </Fact>
        <Fact name={words.facts.began}>
          <TimeAgo at={agent.startedAt ?? agent.createdAt} />
        </Fact>
        <Fact name={words.facts.cost}>
          {agent.billing === 'subscription' && '~'}
          {formatMoney(agent.usage.costMicros)}{' '}
          {agent.billing === 'subscription' && <span className="text-ink-3">{words.facts.estimated}</span>}
        </Fact>
        <Fact name={words.facts.tokens}>
          {formatCount(agent.usage.inputTokens)} / {formatCount(agent.usage.outputTokens)}
        </Fact>
        <Fact name={words.facts.cache}>
          {formatCount(agent.usage.cacheReadTokens)} / {formatCount(agent.usage.cacheWriteTokens)}
        </Fact>
        <Fact name={words.facts.turns}>{agent.usage.turns}</Fact>
        <Fact name={words.facts.branch}>
          {agent.branch ? (
            <CopyButton
              text={agent.branch}
              label={words.facts.copyBranch}
              shown={agent.branch}
              className="-ml-1 max-w-full"
            />
          ) : (
            '–'
          )}
        </Fact>
        <Fact name={words.facts.commit}>
          {agent.headSha ? (
            <CopyButton
              text={agent.headSha}
              label={words.facts.copyCommit}
              shown={agent.headSha.slice(0, 12)}
              className="-ml-1"
            />
          ) : (
            '–'
          )}
        </Fact>
      </dl>
      <AgentChecks agentId={agent.id} />
      <h2 className="mb-2 text-body font-semibold">{words.log}</h2>
      <LogView agentId={agent.id} attempt={agent.attempt} taskRef={agent.taskRef} />
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-label text-ink-2">{name}</dt>
      <dd className="min-w-0 truncate">{children}</dd>
    </div>
  );
}
