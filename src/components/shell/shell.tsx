'use client';
import { Plus } from 'lucide-react';
import dynamic from 'next/dynamic';
import type { ReactNode } from 'react';
import { useLiveEvents } from '@/hooks/use-live-events';
import { useSessionEnd } from '@/hooks/use-session-end';
import { Bell } from '../notification/bell';
import { StopButton } from '../stop/stop-button';
import { ButtonLink } from '../ui/button';
import { words } from '../words/shell';
import { BottomBar } from './bottom-bar';
import { Breadcrumb } from './breadcrumb';
import { FocusKeeper } from './focus-keeper';
import { LiveChip } from './live-chip';
import { PaletteButton } from './palette-button';
import { QueueBanner } from './queue-banner';
import { Rail } from './rail';
import { ShellKeys } from './shell-keys';
import { ThemeToggle } from './theme-toggle';

// No page needs these to be drawn.
const AwayBanner = dynamic(() => import('../notification/away-banner').then((made) => made.AwayBanner), {
  ssr: false,
});
const LiveBanner = dynamic(() => import('./live-banner').then((made) => made.LiveBanner), { ssr: false });
const TabMarks = dynamic(() => import('./tab-marks').then((made) => made.TabMarks), { ssr: false });

/** Rail, header and content: the frame of every page. */
export function Shell({ children }: { children: ReactNode }) {
  useLiveEvents();
  useSessionEnd();
  return (
    <div className="frame flex min-h-dvh">
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-60 focus:rounded-control focus:bg-panel focus:px-3 focus:py-2 focus:shadow-lift"
      >
        {words.skip}
      </a>
      <Rail />
      <div className="flex min-w-0 flex-1 flex-col">
        <header className="no-print sticky top-0 z-20 flex h-12 items-center justify-between gap-3 border-b border-line bg-canvas px-3 lg:px-6">
          <Breadcrumb />
          {/* As wide as it will be, so that nothing in it moves while the page still arrives. */}
          <div className="flex items-center gap-2 lg:min-w-90">
            <PaletteButton />
            <LiveChip />
            <Bell />
            <StopButton />
            <ThemeToggle />
            <ButtonLink href="/tasks/new" look="primary" size="sm" title={words.newTaskByKey}>
              <Plus className="size-4" aria-hidden="true" />
              <span className="max-sm:sr-only">{words.newTask}</span>
            </ButtonLink>
          </div>
        </header>
        <LiveBanner />
        <QueueBanner />
        <AwayBanner />
        <main
          id="content"
          tabIndex={-1}
          className="w-full flex-1 px-3 pt-5 pb-24 outline-none lg:px-6 md:pb-10"
        >
          <div className="mx-auto max-w-[88rem]">{children}</div>
        </main>
      </div>
      <BottomBar />
      <ShellKeys />
      <TabMarks />
      <FocusKeeper />
    </div>
  );
}
