'use client';
import Link from 'next/link';
import { useEndpoint } from '@/hooks/use-endpoint';
import { StatusIcon } from '../task/status-icon';
import { words } from '../words/shell';

/** Stands over every page while the queue hands out nothing. */
export function QueueBanner() {
  const { data } = useEndpoint('getQueueSettings');
  if (!data?.paused) return null;
  return (
    <p
      role="status"
      className="flex flex-wrap items-center gap-x-2 gap-y-0.5 border-b border-attention bg-tint-attention px-3 py-1.5 lg:px-6"
    >
      <span className="inline-flex items-center gap-1.5 font-medium text-attention">
        <StatusIcon shape="stopping" />
        {words.paused}
      </span>
      {data.pauseNote && <bdi className="min-w-0 break-words">{data.pauseNote}</bdi>}
      <Link
        href="/settings"
        className="inline-flex min-h-6 items-center text-accent underline underline-offset-2"
      >
        {words.queue}
      </Link>
    </p>
  );
}
