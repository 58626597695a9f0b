'use client';
import { clsx } from 'clsx';
import Link from 'next/link';
import type { Notification } from '@/contract/notification';
import { foresee } from '@/hooks/foresee';
import { useChange } from '@/hooks/use-change';
import { useList } from '@/hooks/use-endpoint';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { ErrorPanel } from '../ui/error-panel';
import { Phrase } from '../ui/phrase';
import { Skeleton } from '../ui/skeleton';
import { TimeAgo } from '../ui/time-ago';
import { words } from '../words/notification-sheet';
import { KIND } from './kind-words';
import { TOLD } from './told-ask';

/** What somebody was told and what is not settled since, newest first. */
export function NotificationSheet({ onClose }: { onClose(): void }) {
  const told = useList('listNotifications', { query: TOLD });
  const read = useChange('readNotifications', {
    foresees: ({ body }) =>
      foresee<Notification>(['listNotifications'], (one) =>
        body?.all || body?.ids?.includes(one.id)
          ? { ...one, readAt: one.readAt ?? new Date().toISOString() }
          : one,
      ),
  });
  const items = told.data?.items ?? [];
  const unread = items.filter(({ readAt }) => readAt === null);
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={words.title}>
      {told.isPending && <Skeleton />}
      {told.isError && <ErrorPanel error={told.error} onRetry={() => void told.refetch()} />}
      {told.isSuccess && items.length === 0 && (
        <p className="text-read text-ink-2">
          <Phrase
            of={words.none}
            parts={{
              choose: (
                <Link href="/settings?tab=notifications" onClick={onClose} className="underline">
                  {words.chooseElse}
                </Link>
              ),
            }}
          />
        </p>
      )}
      {items.length > 0 && (
        <ul className="-mx-2 flex flex-col" aria-label={words.list}>
          {items.map(({ id, kind, title, body, url, createdAt, readAt }) => (
            <li key={id}>
              <Link
                href={url}
                onClick={() => {
                  if (readAt === null) read.mutate({ body: { ids: [id] } });
                  onClose();
                }}
                className="flex gap-2.5 rounded-control px-2 py-2 hover:bg-sunken"
              >
                <svg viewBox="0 0 8 8" className="mt-1.5 size-2 shrink-0 text-attention" aria-hidden="true">
                  {readAt === null && <circle cx="4" cy="4" r="4" fill="currentColor" />}
                </svg>
                <span className="min-w-0 flex-1">
                  <span className={clsx('block break-words', readAt === null && 'font-medium')}>
                    {readAt === null && <span className="sr-only">{words.notRead} </span>}
                    <bdi>{title}</bdi>
                  </span>
                  <span className="block truncate text-label text-ink-2">
                    <bdi>{body}</bdi>
                  </span>
                  <span className="text-label text-ink-3">
                    {KIND[kind].word}, <TimeAgo at={createdAt} />
                  </span>
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      <div className="mt-4 flex flex-wrap justify-between gap-2">
        <Link
          href="/settings?tab=notifications"
          onClick={onClose}
          className="coarse-target inline-flex min-h-8 items-center text-label text-ink-2 underline"
        >
          {words.choose}
        </Link>
        {unread.length > 0 && (
          <Button size="sm" busy={read.isPending} onClick={() => read.mutate({ body: { all: true } })}>
            {words.readAll}
          </Button>
        )}
      </div>
    </Dialog>
  );
}
