'use client';
import { Bell as Icon } from 'lucide-react';
import dynamic from 'next/dynamic';
import { usePathname } from 'next/navigation';
import { useState } from 'react';
import { usePageReady } from '@/hooks/page-ready';
import { useList } from '@/hooks/use-endpoint';
import { Button } from '../ui/button';
import { words } from '../words/notification-bell';
import { TOLD } from './told-ask';

const NotificationSheet = dynamic(
  () => import('./notification-sheet').then((made) => made.NotificationSheet),
  { ssr: false },
);
const ReadHere = dynamic(() => import('./read-here').then((made) => made.ReadHere), { ssr: false });

/** How much somebody was told and has not read; opens the list of it. What the page shows that they look at counts as read. */
export function Bell() {
  const [open, setOpen] = useState(false);
  const path = usePathname();
  const told = useList('listNotifications', { query: TOLD }, { enabled: usePageReady() });
  const unread = (told.data?.items ?? []).filter(({ readAt }) => readAt === null);
  const here = unread.some(({ url }) => url === path || url.startsWith(`${path}?`)) && path !== '/exceptions';
  const label = words.bell(unread.length);
  return (
    <>
      <Button
        look="quiet"
        size="icon"
        aria-label={label}
        aria-haspopup="dialog"
        title={label}
        className="relative"
        onClick={() => setOpen(true)}
      >
        <Icon className="size-4" aria-hidden="true" />
        {unread.length > 0 && (
          <span
            aria-hidden="true"
            className="absolute -top-0.5 -right-0.5 grid h-4 min-w-4 place-items-center rounded-full bg-attention px-1 text-meta font-semibold text-panel"
          >
            {unread.length > 9 ? '9+' : unread.length}
          </span>
        )}
      </Button>
      {here && <ReadHere path={path} />}
      {open && <NotificationSheet onClose={() => setOpen(false)} />}
    </>
  );
}
