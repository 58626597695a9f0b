'use client';
import { X } from 'lucide-react';
import Link from 'next/link';
import { useAway } from '@/hooks/use-away';
import { useEndpoint } from '@/hooks/use-endpoint';
import { Button } from '../ui/button';
import { formatDuration } from '../ui/format-duration';
import { words } from '../words/notification-away';

/** What happened while nobody looked, said once to whoever comes back. */
export function AwayBanner() {
  const { since, dismiss } = useAway();
  const away = useEndpoint('getAway', { query: { since: since ?? '' } }, { enabled: since !== null });
  if (!since || !away.data) return null;
  const { done, failed, needsYou } = away.data;
  if (done + failed + needsYou === 0) return null;
  const parts = [
    done > 0 && { said: words.done(done), href: '/tasks?status=COMPLETED' },
    failed > 0 && { said: words.failed(failed), href: '/tasks?status=FAILED' },
    needsYou > 0 && { said: words.needsYou(needsYou), href: '/exceptions' },
  ].filter((part) => part !== false);
  return (
    <div
      role="status"
      className="no-print flex items-center justify-between gap-3 border-b border-line bg-sunken px-3 py-1.5 lg:px-6"
    >
      <p className="text-body">
        <span title={words.for(formatDuration(Date.now() - Date.parse(since)))}>{words.away}</span>{' '}
        {parts.map(({ said, href }, i) => (
          <span key={href}>
            {i > 0 && ', '}
            <Link href={href} onClick={dismiss} className="font-medium underline">
              {said}
            </Link>
          </span>
        ))}
      </p>
      <Button look="quiet" size="icon" aria-label={words.close} onClick={dismiss}>
        <X className="size-4" aria-hidden="true" />
      </Button>
    </div>
  );
}
