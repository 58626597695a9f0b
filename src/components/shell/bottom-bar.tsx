'use client';
import { clsx } from 'clsx';
import { Ellipsis } from 'lucide-react';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useState } from 'react';
import { useNeedsYou } from '@/hooks/use-needs-you';
import { words } from '../words/shell';
import { Badge } from './badge';
import { isCurrent, NAV } from './nav-items';

const MoreSheet = dynamic(() => import('./more-sheet').then((made) => made.MoreSheet), { ssr: false });

const cell =
  'relative flex min-h-14 flex-1 flex-col items-center justify-center gap-0.5 text-meta text-ink-2 aria-[current=page]:font-medium aria-[current=page]:text-accent focus-visible:-outline-offset-2';

/** Navigation within reach of a thumb, below 768 pixels. */
export function BottomBar() {
  const path = usePathname();
  const waiting = useNeedsYou();
  const [more, setMore] = useState(false);
  const rest = NAV.slice(4);
  return (
    <nav
      aria-label={words.main}
      className="no-print fixed inset-x-0 bottom-0 z-30 flex border-t border-line bg-panel pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {NAV.slice(0, 4).map(({ href, label, icon: Icon, badge }) => (
        <Link
          key={href}
          href={href}
          aria-current={isCurrent(href, path) ? 'page' : undefined}
          className={cell}
        >
          <Icon className="size-5" aria-hidden="true" />
          {label}
          {badge && (
            <span className="absolute top-1 left-1/2 ml-1.5">
              <Badge count={waiting} />
            </span>
          )}
        </Link>
      ))}
      <button
        type="button"
        onClick={() => setMore(true)}
        className={clsx(cell, rest.some(({ href }) => isCurrent(href, path)) && 'font-medium text-accent')}
      >
        <Ellipsis className="size-5" aria-hidden="true" />
        {words.more}
      </button>
      {more && <MoreSheet items={rest} onClose={() => setMore(false)} />}
    </nav>
  );
}
