import type { Metadata } from 'next';
import { EventsPage } from '@/components/event/events-page';
import { eventsOf, readEventFilters } from '@/components/event/events-url';
import { words } from '@/components/words/words';
import { listEvents } from '@/contract/event';
import { Prefetch } from '../prefetch';

export const metadata: Metadata = { title: words.pages.events };

export default async function Events({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const filters = await readEventFilters(searchParams);
  return (
    <Prefetch wants={[{ endpoint: listEvents, query: eventsOf(filters), pages: true, needed: true }]}>
      <EventsPage />
    </Prefetch>
  );
}
