'use client';
import Link from 'next/link';
import { useQueryStates } from 'nuqs';
import type { Agent, AgentStatus } from '@/contract/agent';
import { usePages } from '@/hooks/use-endpoint';
import { reasonWords } from '../task/reason-words';
import { ROLE_WORDS, ROLES } from '../task/role-words';
import { Button, ButtonLink } from '../ui/button';
import { Select } from '../ui/controls';
import { EmptyState } from '../ui/empty-state';
import { ErrorPanel } from '../ui/error-panel';
import { formatCount } from '../ui/format-count';
import { formatMoney } from '../ui/format-money';
import { LinkPending } from '../ui/link-pending';
import { PageHeader } from '../ui/page-header';
import { Panel } from '../ui/panel';
import { ShowMore } from '../ui/show-more';
import { Skeleton } from '../ui/skeleton';
import { Elapsed, TimeAgo } from '../ui/time-ago';
import { words } from '../words/agent-list';
import { words as common } from '../words/words';
import { AgentAnalyticsPanel } from './agent-analytics';
import { AGENT_STATUSES, AgentStatusLine, agentStatusWord } from './agent-status';
import { AgentWish } from './agent-wish';
import { agentWord } from './agent-words';
import { agentParsers, agentsOf } from './agents-url';

/** Every agent there was, newest first. */
export function AgentsPage() {
  const [filters, setFilters] = useQueryStates(agentParsers, { history: 'replace' });
  const agents = usePages('listAgents', { query: agentsOf(filters) });
  const filtered = filters.status.length > 0 || filters.role !== '';
  const items = agents.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <PageHeader title={common.pages.agents} lead={words.list.lead} />
      {(items.length > 0 || filtered) && (
        <AgentAnalyticsPanel
          period={filters.period}
          onPeriod={(period) => void setFilters({ period })}
          onStatus={(...status) => void setFilters({ status })}
        />
      )}
      <search className="mt-5 mb-3 flex flex-wrap items-center gap-2">
        <Select
          aria-label={words.list.status}
          fit
          value={filters.status.join()}
          onChange={(event) =>
            void setFilters({
              status: event.target.value ? (event.target.value.split(',') as AgentStatus[]) : null,
            })
          }
        >
          <option value="">{words.list.anyStatus}</option>
          {AGENT_STATUSES.map((status) => (
            <option key={status} value={status}>
              {agentStatusWord(status)}
            </option>
          ))}
          {filters.status.length > 1 && (
            <option value={filters.status.join()}>{filters.status.map(agentStatusWord).join(', ')}</option>
          )}
        </Select>
        <Select
          aria-label={words.list.role}
          fit
          value={filters.role}
          onChange={(event) => void setFilters({ role: event.target.value || null })}
        >
          <option value="">{words.list.anyRole}</option>
          {ROLES.map((role) => (
            <option key={role} value={role}>
              {ROLE_WORDS[role]}
            </option>
          ))}
        </Select>
        {filtered && (
          <Button look="quiet" onClick={() => void setFilters({ status: null, role: null })}>
            {words.list.clear}
          </Button>
        )}
      </search>
      {agents.isError && <ErrorPanel error={agents.error} onRetry={() => void agents.refetch()} />}
      <Panel flush>
        {agents.isPending && <Skeleton className="p-4" />}
        {agents.isSuccess && items.length === 0 && filtered && (
          <EmptyState title={words.list.noMatch}>{words.list.noMatchHint}</EmptyState>
        )}
        {agents.isSuccess && items.length === 0 && !filtered && (
          <EmptyState
            title={words.list.none}
            action={<ButtonLink href="/tasks/new">{words.list.create}</ButtonLink>}
          >
            {words.list.noneHint}
          </EmptyState>
        )}
        {items.length > 0 && (
          <table className="w-full border-collapse text-left">
            <caption className="sr-only">{words.list.caption}</caption>
            <thead className="sr-only text-label text-ink-3 md:not-sr-only md:table-header-group">
              <tr>
                <th scope="col" className="w-0 py-1.5 pr-2 pl-4 font-medium">
                  {words.list.status}
                </th>
                <th scope="col" className="px-2 font-medium">
                  {words.list.agent}
                </th>
                <th scope="col" className="hidden w-0 px-2 font-medium xl:table-cell">
                  {words.list.runner}
                </th>
                <th scope="col" className="hidden w-0 px-2 text-right font-medium xl:table-cell">
                  {words.list.tokens}
                </th>
                <th scope="col" className="hidden w-0 px-2 text-right font-medium md:table-cell">
                  {words.list.cost}
                </th>
                <th scope="col" className="hidden w-0 px-2 text-right font-medium md:table-cell">
                  {words.list.took}
                </th>
                <th scope="col" className="hidden w-0 pr-4 pl-2 text-right font-medium md:table-cell">
                  {words.list.began}
                </th>
              </tr>
            </thead>
            <tbody className="md:border-t md:border-line">
              {items.map((agent) => (
                <Row key={agent.id} agent={agent} />
              ))}
            </tbody>
          </table>
        )}
        <ShowMore list={agents} />
      </Panel>
    </>
  );
}

function Row({ agent }: { agent: Agent }) {
  const began = agent.startedAt ?? agent.createdAt;
  const note = agent.live ? agent.activity : reasonWords(agent.reason);
  return (
    <tr className="relative border-t border-line first:border-t-0 hover:bg-sunken">
      <td className="py-2 pr-2 pl-4 align-top md:py-1.5 md:align-middle">
        <AgentStatusLine status={agent.status} />
      </td>
      <td className="w-full max-w-0 px-2 py-2 md:py-1.5">
        <div className="flex min-w-0 flex-wrap items-baseline gap-x-2 md:flex-nowrap">
          <span className="mono shrink-0 text-label text-ink-3">{agent.taskRef}</span>
          <Link href={`/agents/${agent.id}`} className="covering min-w-0 truncate font-medium">
            <bdi>{agent.taskTitle}</bdi>
            <LinkPending />
          </Link>
          <span className="shrink-0 text-label text-ink-2">{agentWord(agent)}</span>
          <AgentWish agent={agent} />
          {note && (
            <span className="min-w-0 basis-full truncate text-label text-ink-2 md:min-w-20 md:grow md:basis-0">
              {note}
            </span>
          )}
        </div>
      </td>
      <td className="hidden max-w-36 truncate px-2 text-label text-ink-2 xl:table-cell">
        {agent.runnerName}
      </td>
      <td className="mono hidden px-2 text-right text-label text-ink-2 xl:table-cell">
        {formatCount(agent.usage.inputTokens + agent.usage.outputTokens)}
      </td>
      <td className="mono hidden px-2 text-right text-label text-ink-2 md:table-cell">
        {formatMoney(agent.usage.costMicros)}
      </td>
      <td className="mono hidden px-2 text-right text-label whitespace-nowrap text-ink-2 md:table-cell">
        <Elapsed
          from={began}
          to={agent.live ? null : (agent.endedAt ?? began)}
          className="inline-block min-w-16"
        />
      </td>
      <td className="hidden pr-4 pl-2 text-right text-label whitespace-nowrap text-ink-3 md:table-cell">
        <TimeAgo at={began} className="inline-block min-w-24" />
      </td>
    </tr>
  );
}
