import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { addressOf } from './call';
import { STALE_AFTER } from './live-effects';
import { type LiveStatus, openLiveStream } from './live-stream';
import { usePageReady } from './page-ready';

/**
 * Milliseconds between two refreshes. Where one event follows another they double from the first to the second, so that a
 * busy workspace does not ask all the time; a change after a quiet moment is seen at once.
 */
const CALM_MS = { least: 150, most: 1000 };
const BURST_MS = 40;
const POLL_OFFLINE_MS = 15_000;

const idle: LiveStatus = { state: 'connecting', since: 0, lastEventAt: null };
let current = idle;
const watchers = new Set<() => void>();

/** Starts the page's one event stream and refreshes what each event makes stale. Use it once. */
export function useLiveEvents() {
  const client = useQueryClient();
  const ready = usePageReady();
  useEffect(() => {
    if (!ready) return;
    const stale = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let last = 0;
    let calm = CALM_MS.least;
    const refresh = () => {
      timer = undefined;
      const isQuiet = Date.now() - last > 2 * CALM_MS.most;
      calm = isQuiet ? CALM_MS.least : Math.min(2 * calm, CALM_MS.most);
      last = Date.now();
      const names = new Set(stale);
      stale.clear();
      void client.invalidateQueries({ predicate: (query) => names.has(String(query.queryKey[0])) });
    };
    const close = openLiveStream(addressOf('streamEvents'), {
      onEvent(type) {
        for (const name of STALE_AFTER[type]) stale.add(name);
        if (stale.size > 0) timer ??= setTimeout(refresh, Math.max(BURST_MS, last + calm - Date.now()));
      },
      onOpen: (again) => void (again && client.invalidateQueries()),
      onStatus(status) {
        current = status;
        for (const watcher of watchers) watcher();
      },
    });
    const poll = setInterval(() => {
      if (current.state === 'offline' || current.state === 'reconnecting') void client.invalidateQueries();
    }, POLL_OFFLINE_MS);
    return () => {
      clearTimeout(timer);
      clearInterval(poll);
      close();
    };
  }, [client, ready]);
}

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
