'use client';
import { WifiOff } from 'lucide-react';
import { useEffect } from 'react';
import { connectNow, useLiveStatus } from '@/hooks/use-live-events';
import { useNow } from '@/hooks/use-now';
import { Button } from '../ui/button';
import { formatDuration } from '../ui/format-duration';
import { toast } from '../ui/toast-store';
import { words } from '../words/shell-banner';

/** A stream that comes back within this is not worth a word. */
const SHORT_MS = 3000;

/** Stands over every page while it does not show the present: since when, and that nothing can be changed while offline. */
export function LiveBanner() {
  const { state, since } = useLiveStatus();
  if (state === 'connecting' || state === 'live') return null;
  return <Broken offline={state === 'offline'} since={since} />;
}

function Broken({ offline, since }: { offline: boolean; since: number }) {
  const age = useNow() - since;
  useEffect(() => {
    if (!offline) return;
    window.addEventListener('click', stayHere, true);
    return () => window.removeEventListener('click', stayHere, true);
  }, [offline]);
  if (!offline && age < SHORT_MS) return null;
  return (
    <div className="no-print sticky top-12 z-10 flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-attention bg-tint-attention px-3 py-1.5 lg:px-6">
      <WifiOff className="size-4 shrink-0 text-attention" aria-hidden="true" />
      {/* the age ticks beside it: what is announced is said once */}
      <p role={offline ? 'alert' : 'status'} className="min-w-0 font-medium">
        {offline ? words.cutOff : words.paused}
      </p>
      <span className="text-label text-ink-2">{words.since(formatDuration(Math.max(0, age)))}</span>
      <Button size="sm" className="ml-auto" onClick={connectNow}>
        {words.connectNow}
      </Button>
    </div>
  );
}

/** Without a network another page would be the browser's own, and what is read here would be gone. */
function stayHere(event: MouseEvent) {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (navigator.onLine || !link || link.origin !== location.origin || link.pathname === location.pathname)
    return;
  event.preventDefault();
  event.stopPropagation();
  toast(words.stays);
}
