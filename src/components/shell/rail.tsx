'use client';
import { clsx } from 'clsx';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useNeedsYou } from '@/hooks/use-needs-you';
import { words } from '../words/shell';
import { Badge } from './badge';
import { Mark } from './mark';
import { isCurrent, NAV } from './nav-items';
import { WorkspaceSwitch } from './workspace-switch';

/** The left rail: names from 1024 pixels on, icons alone below. */
export function Rail() {
  const path = usePathname();
  const waiting = useNeedsYou();
  return (
    <nav
      aria-label={words.main}
      className="rail no-print sticky top-0 hidden h-dvh w-14 shrink-0 flex-col gap-0.5 overflow-y-auto border-r border-line bg-panel p-2 md:flex lg:w-58 lg:p-3"
    >
      <Link
        href="/"
        className="mb-3 flex h-8 items-center gap-2 rounded-control px-2 font-semibold lg:px-1.5"
      >
        <Mark />
        <span className="hidden truncate lg:inline">{words.product}</span>
        <span className="sr-only lg:hidden">{words.product}</span>
      </Link>
      <WorkspaceSwitch />
      {NAV.map(({ href, label, icon: Icon, badge }) => (
        <Link
          key={href}
          href={href}
          title={label}
          aria-current={isCurrent(href, path) ? 'page' : undefined}
          className={clsx(
            'coarse-target relative flex h-8 items-center justify-center gap-2.5 rounded-control px-2 text-ink-2 transition-colors duration-120 hover:bg-sunken hover:text-ink lg:justify-start',
            'aria-[current=page]:bg-sunken aria-[current=page]:font-medium aria-[current=page]:text-ink',
          )}
        >
          <Icon className="size-4 shrink-0" aria-hidden="true" />
          <span className="sr-only lg:not-sr-only lg:flex-1">{label}</span>
          {badge && (
            <span className="absolute -top-0.5 -right-0.5 lg:static">
              <Badge count={waiting} />
            </span>
          )}
        </Link>
      ))}
    </nav>
  );
}
