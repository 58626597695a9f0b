import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import type { LiveStatus, LiveStream } from './live-stream';
import { usePageReady } from './page-ready';

const idle: LiveStatus = { state: 'connecting', since: 0, lastEventAt: null };
let current = idle;
const watchers = new Set<() => void>();
let stream: LiveStream | undefined;

function note(status: LiveStatus): void {
  current = status;
  for (const watcher of watchers) watcher();
}

/** Starts the page's one event stream as soon as the page is drawn. Use it once. */
export function useLiveEvents() {
  const client = useQueryClient();
  const ready = usePageReady();
  useEffect(() => {
    if (!ready) return;
    let isLeft = false;
    // Loaded behind the page, which does not need it to be drawn.
    import('./follow-events').then(
      ({ followEvents }) => {
        if (!isLeft) stream = followEvents(client, note);
      },
      () => note({ state: 'offline', since: Date.now(), lastEventAt: null }),
    );
    return () => {
      isLeft = true;
      stream?.close();
      stream = undefined;
    };
  }, [client, ready]);
}

/** Tries at once to open a stream that is broken. */
export const connectNow = () => stream?.again();

/** How the event stream is doing. */
export function useLiveStatus(): LiveStatus {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => current,
    () => idle,
  );
}
