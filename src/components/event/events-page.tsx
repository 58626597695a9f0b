'use client';
import { ArrowUp } from 'lucide-react';
import { useQueryStates } from 'nuqs';
import { useState } from 'react';
import { usePages } from '@/hooks/use-endpoint';
import { Button } from '../ui/button';
import { EmptyState } from '../ui/empty-state';
import { ErrorPanel } from '../ui/error-panel';
import { PageHeader } from '../ui/page-header';
import { Panel } from '../ui/panel';
import { ShowMore } from '../ui/show-more';
import { Skeleton } from '../ui/skeleton';
import { words } from '../words/event-list';
import { words as common } from '../words/words';
import { EventFilterBar } from './event-filter-bar';
import { EventTable } from './event-table';
import { eventFilterParsers, eventsOf } from './events-url';
import { heldBack } from './held-back';

/** Everything that has happened, newest first; new facts appear by themselves or wait behind a pill. */
export function EventsPage() {
  const [filters, setFilters] = useQueryStates(eventFilterParsers, { history: 'replace' });
  const query = eventsOf(filters);
  const events = usePages('listEvents', { query });
  const [seen, setSeen] = useState<{ of: string; newest: string } | null>(null);
  const all = events.data?.pages.flatMap((page) => page.items) ?? [];
  const of = JSON.stringify(query);
  const newest = all[0]?.cursor ?? '';
  const still = filters.live ? null : seen?.of === of ? seen.newest : newest;
  const { shown, waiting } = heldBack(all, still);
  const filtered = filters.type !== '' || filters.task !== '';
  const stand = (live: boolean) => {
    setSeen(live ? null : { of, newest });
    void setFilters({ live });
  };
  // A filter that changes while the list stands still begins a list of its own.
  if (!filters.live && events.isSuccess && !events.isPlaceholderData && seen?.of !== of)
    setSeen({ of, newest });

  return (
    <>
      <PageHeader title={common.pages.events} lead={words.lead} />
      <EventFilterBar
        filters={filters}
        onChange={(part) => void setFilters({ e: null, ...part })}
        onLive={stand}
      />
      {waiting > 0 && (
        <div className="sticky top-14 z-10 mb-2 flex justify-center" role="status">
          <Button
            look="primary"
            size="sm"
            className="rounded-full! shadow-lift"
            onClick={() => setSeen({ of, newest })}
          >
            <ArrowUp className="size-3.5" aria-hidden="true" />
            {words.fresh(waiting)}
          </Button>
        </div>
      )}
      <Panel flush>
        {events.isError && (
          <div className="p-4">
            <ErrorPanel title={words.unread} error={events.error} onRetry={() => void events.refetch()} />
          </div>
        )}
        {events.isPending && <Skeleton className="p-4" rows={10} />}
        {events.isSuccess && shown.length === 0 && (
          <EmptyState
            title={filtered ? words.noneFits : words.none}
            action={
              filtered && (
                <Button onClick={() => void setFilters({ type: null, task: null, e: null })}>
                  {words.clearFilters}
                </Button>
              )
            }
          >
            {filtered ? words.chooseOther : words.begin}
          </EmptyState>
        )}
        {shown.length > 0 && (
          <EventTable events={shown} open={filters.e} onOpen={(cursor) => void setFilters({ e: cursor })} />
        )}
        <ShowMore list={events} />
      </Panel>
    </>
  );
}
