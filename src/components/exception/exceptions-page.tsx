'use client';
import dynamic from 'next/dynamic';
import { useQueryStates } from 'nuqs';
import { useRef, useState } from 'react';
import { useEndpoint, usePages } from '@/hooks/use-endpoint';
import { useShortcuts } from '@/hooks/use-shortcuts';
import { useWhole } from '@/hooks/use-whole';
import { IN_REVIEW } from '../overview/asks';
import { Button, ButtonLink } from '../ui/button';
import { Select } from '../ui/controls';
import { EmptyState } from '../ui/empty-state';
import { ErrorPanel } from '../ui/error-panel';
import { formatTotal } from '../ui/format-count';
import { PageHeader } from '../ui/page-header';
import { Panel } from '../ui/panel';
import { Segmented } from '../ui/segmented';
import { ShowMore } from '../ui/show-more';
import { Skeleton } from '../ui/skeleton';
import { words } from '../words/exception-page';
import { words as common } from '../words/words';
import { ExceptionCard } from './exception-card';
import { ExceptionList } from './exception-list';
import { EXCEPTION_TYPES, exceptionWord } from './exception-words';
import { type ExceptionFilters, exceptionParsers, exceptionsOf, refAsked } from './exceptions-url';

const TaskTable = dynamic(() => import('../task/task-table').then((made) => made.TaskTable), { ssr: false });
const TriageBar = dynamic(() => import('./triage-bar').then((made) => made.TriageBar), { ssr: false });
const DecidedCard = dynamic(() => import('./decided-card').then((made) => made.DecidedCard), {
  loading: () => <Skeleton />,
});

/** The inbox: what waits for a decision on the left, the decision itself on the right, reviews below. */
export function ExceptionsPage() {
  const [filters, setFilters] = useQueryStates(exceptionParsers);
  const decided = filters.show === 'decided';
  const asked = { query: exceptionsOf(filters) };
  // Whoever waits longest comes first, so what waits is read to its end; what was decided goes back for years.
  const waits = useWhole('listExceptions', asked, { enabled: !decided });
  const past = usePages('listExceptions', asked, { enabled: decided });
  const listed = decided ? past : waits;
  const all = filters.show === 'open';
  const reviews = useWhole('listTasks', { query: IN_REVIEW }, { enabled: all });
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const items = decided
    ? (past.data?.pages.flatMap((page) => page.items) ?? [])
    : waits.items.toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
  const total = (decided ? past.data?.pages[0] : waits.data)?.pagination.totalCount ?? items.length;
  const named = refAsked(filters.e);
  const index = named === null ? 0 : items.findIndex((one) => one.ref === named);
  // Whoever named a decision is shown that one or none: the first of the list is another.
  const elsewhere = listed.isSuccess && index < 0;
  const other = useEndpoint('getException', { params: { id: named ?? '' } }, { enabled: elsewhere });
  const current = elsewhere ? other.data : items[index];
  const choose = (ref: string | null) => void setFilters({ e: ref });
  const card = useRef<HTMLDivElement>(null);
  const open = (ref: string) => {
    choose(ref);
    // On a phone it stands below the list, where nobody sees that it has changed.
    if ((card.current?.getBoundingClientRect().top ?? 0) > window.innerHeight / 2)
      card.current?.scrollIntoView({ block: 'start' });
  };
  const step = (by: number) =>
    choose(items[Math.min(items.length - 1, Math.max(0, index + by))]?.ref ?? null);
  useShortcuts([
    { keys: 'j', label: words.next, group: 'This page', run: () => step(1) },
    { keys: 'k', label: words.previous, group: 'This page', run: () => step(-1) },
  ]);
  const waiting = all ? reviews.items : [];
  const chosen = items.filter(({ ref }) => picked.has(ref));
  const pick = (ref: string) =>
    setPicked((before) =>
      before.has(ref) ? new Set([...before].filter((one) => one !== ref)) : new Set([...before, ref]),
    );
  const nothing = listed.isSuccess && items.length === 0 && waiting.length === 0 && !elsewhere;
  const isOver = current?.status === 'resolved' || current?.status === 'dismissed';

  return (
    <>
      <PageHeader
        title={common.pages.needsYou}
        lead={decided ? words.leadDecided : words.leadOpen}
        actions={
          <>
            <Select
              aria-label={words.type}
              fit
              value={filters.type ?? ''}
              onChange={(event) =>
                void setFilters({ type: (event.target.value || null) as ExceptionFilters['type'], e: null })
              }
            >
              <option value="">{words.anyType}</option>
              {EXCEPTION_TYPES.map((type) => (
                <option key={type} value={type}>
                  {exceptionWord(type)}
                </option>
              ))}
            </Select>
            <Segmented
              label={words.show}
              value={filters.show}
              options={[
                { value: 'open', label: words.shows.open },
                { value: 'mine', label: words.shows.mine },
                { value: 'snoozed', label: words.shows.snoozed },
                { value: 'decided', label: words.shows.decided },
              ]}
              onChange={(show) => {
                setPicked(new Set());
                void setFilters({ show, e: null });
              }}
            />
          </>
        }
      />
      {listed.isError && <ErrorPanel error={listed.error} onRetry={() => void listed.refetch()} />}
      {listed.isPending && <Skeleton />}
      {nothing && (
        <Panel>
          {!all || filters.type ? (
            <EmptyState
              title={filters.type ? words.nothing.ofType : words.nothing[filters.show]}
              action={
                <Button onClick={() => void setFilters({ show: null, type: null, e: null })}>
                  {words.seeOpen}
                </Button>
              }
            />
          ) : (
            <EmptyState
              title={words.nothing.open}
              action={<ButtonLink href="/tasks">{words.seeTasks}</ButtonLink>}
            >
              {words.nothing.appears}
            </EmptyState>
          )}
        </Panel>
      )}
      {(current || elsewhere) && (
        <div className="mb-6 grid items-start gap-5 lg:grid-cols-[22rem_minmax(0,1fr)]">
          <Panel
            title={`${decided ? words.shows.decided : words.decisions} (${formatTotal(total)})`}
            id="decisions"
            flush
          >
            {chosen.length > 0 && (
              <div className="border-b border-line px-1 py-2">
                <p className="px-3 text-label text-ink-2">{words.picked(chosen.length)}</p>
                <TriageBar chosen={chosen} onDone={() => setPicked(new Set())} />
              </div>
            )}
            <ExceptionList
              items={items}
              current={current?.ref}
              decided={decided}
              picked={picked}
              onChoose={open}
              onPick={pick}
            />
            {decided && <ShowMore list={past} />}
          </Panel>
          <div
            ref={card}
            className="min-w-0 lg:sticky lg:top-16 lg:-m-1 lg:max-h-[calc(100dvh-4.5rem)] lg:overflow-y-auto lg:p-1"
          >
            {!current ? (
              <NotListed failure={other.error} named={named ?? ''} onLeave={() => choose(null)} />
            ) : isOver ? (
              <DecidedCard key={current.id} exception={current} />
            ) : (
              <ExceptionCard key={current.id} exception={current} keys onDone={() => choose(null)} />
            )}
          </div>
        </div>
      )}
      {waiting.length > 0 && (
        <Panel
          title={`${common.statuses.IN_REVIEW.word} (${formatTotal(reviews.data?.pagination.totalCount ?? waiting.length)})`}
          id="reviews"
          flush
        >
          <TaskTable
            label={words.toApprove}
            groups={[{ key: 'reviews', title: words.approve, tasks: waiting, total: waiting.length }]}
          />
        </Panel>
      )}
    </>
  );
}

/** In the place of a decision that is not in the list: it is being read, or there is none of this name. */
function NotListed({
  failure,
  named,
  onLeave,
}: {
  failure: Parameters<typeof ErrorPanel>[0]['error'] | null;
  named: string;
  onLeave(): void;
}) {
  if (!failure) return <Skeleton />;
  if (failure.code !== 'NOT_FOUND' && failure.code !== 'VALIDATION_ERROR')
    return <ErrorPanel error={failure} />;
  return (
    <Panel>
      <EmptyState
        title={words.nothing.named(named)}
        action={<Button onClick={onLeave}>{words.seeOpen}</Button>}
      />
    </Panel>
  );
}
