'use client';
import { Download } from 'lucide-react';
import { useQueryStates } from 'nuqs';
import type { EventType } from '@/contract/event';
import { mayDo } from '@/contract/may-do';
import { addressOf } from '@/hooks/address-of';
import { EVENT_TYPES } from '@/hooks/live-effects';
import { useEndpoint, usePages } from '@/hooks/use-endpoint';
import { EventTable } from '../event/event-table';
import { WhomToAsk } from '../shell/whom-to-ask';
import { ButtonLink } from '../ui/button';
import { Input, Select } from '../ui/controls';
import { EmptyState } from '../ui/empty-state';
import { ErrorPanel } from '../ui/error-panel';
import { Panel } from '../ui/panel';
import { Phrase } from '../ui/phrase';
import { ShowMore } from '../ui/show-more';
import { Skeleton } from '../ui/skeleton';
import { words as all } from '../words/settings-people';
import { auditParsers } from './settings-url';

const words = all.audit;

/** What the audit is asked about, and the beginnings of the types that belong to it. */
const ABOUT: Record<string, { label: string; nouns: string[] }> = {
  people: { label: words.people, nouns: ['person', 'member', 'invitation'] },
  credentials: { label: words.credentials, nouns: ['token', 'enrollment', 'runner'] },
  settings: { label: words.settings, nouns: ['queue', 'project', 'audit', 'workspace'] },
};
const typesOf = (about: string): EventType[] | undefined => {
  const nouns = ABOUT[about]?.nouns;
  return nouns && EVENT_TYPES.filter((type) => nouns.includes(type.split('.')[0] ?? ''));
};

/** Who was let in and what was set: by whom, when, and the whole log to take away. */
export function Audit() {
  const { data: me } = useEndpoint('getMe');
  if (!me) return <Skeleton />;
  if (!mayDo(me.role, 'audit:read'))
    return (
      <Panel title={words.title} id="audit">
        <p className="text-ink-2">{words.notYours(me.role)}</p>
        <WhomToAsk />
      </Panel>
    );
  return <AuditList />;
}

function AuditList() {
  const [filters, setFilters] = useQueryStates(auditParsers, { history: 'replace' });
  const { about, by, since } = filters;
  const members = useEndpoint('listMembers');
  const day = /^\d{4}-\d{2}-\d{2}$/.test(since) ? new Date(`${since}T00:00:00`) : null;
  const list = usePages('listAudit', {
    query: {
      limit: 50,
      type: typesOf(about)?.join(','),
      actor: by || undefined,
      from: day && !Number.isNaN(day.getTime()) ? day.toISOString() : undefined,
    },
  });
  const events = list.data?.pages.flatMap((page) => page.items) ?? [];
  const change = (part: Partial<typeof filters>) => void setFilters({ e: null, ...part });
  return (
    <Panel
      title={words.title}
      id="audit"
      flush
      actions={
        <ButtonLink size="sm" href={addressOf('exportAudit')} download prefetch={false}>
          <Download className="size-4" aria-hidden="true" />
          {words.exportAll}
        </ButtonLink>
      }
    >
      <search className="flex flex-wrap items-center gap-2 border-b border-line px-4 py-2.5">
        <Select
          aria-label={words.about}
          fit
          value={about}
          onChange={(event) => change({ about: event.target.value })}
        >
          <option value="">{words.everything}</option>
          {Object.entries(ABOUT).map(([value, { label }]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
        <Select aria-label={words.by} fit value={by} onChange={(event) => change({ by: event.target.value })}>
          <option value="">{words.anyone}</option>
          {members.data?.map(({ id, name }) => (
            <option key={id} value={`person:${id}`}>
              {name}
            </option>
          ))}
          <option value="system">{words.system}</option>
        </Select>
        <Input
          aria-label={words.since}
          type="date"
          fit
          value={since}
          onChange={(event) => change({ since: event.target.value })}
        />
      </search>
      {list.isError && (
        <div className="p-4">
          <ErrorPanel title={words.notRead} error={list.error} onRetry={() => void list.refetch()} />
        </div>
      )}
      {list.isPending && <Skeleton className="p-4" rows={8} />}
      {list.isSuccess && events.length === 0 && <EmptyState title={words.none}>{words.noneText}</EmptyState>}
      {events.length > 0 && (
        <EventTable
          events={events}
          open={filters.e}
          onOpen={(cursor) => void setFilters({ e: cursor })}
          people={members.data}
        />
      )}
      <ShowMore list={list} />
      <p className="border-t border-line px-4 py-2.5 text-label text-ink-3">
        <Phrase of={words.chained} parts={{ command: <code>{'agent-orchestrator audit verify'}</code> }} />
      </p>
    </Panel>
  );
}
