import type { QueryClient } from '@tanstack/react-query';
import { addressOf } from './address-of';
import { STALE_AFTER } from './live-effects';
import { type LiveStatus, type LiveStream, openLiveStream } from './live-stream';

/**
 * Milliseconds between two refreshes. Where one event follows another they double from the first to the second, so that a
 * busy workspace does not ask all the time; a change after a quiet moment is seen at once.
 */
const CALM_MS = { least: 150, most: 1000 };
const BURST_MS = 40;
const POLL_OFFLINE_MS = 15_000;

/** Opens the event stream and refreshes what each event makes stale; tells how it is doing. */
export function followEvents(client: QueryClient, onStatus: (status: LiveStatus) => void): LiveStream {
  const stale = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = 0;
  let calm = CALM_MS.least;
  let state: LiveStatus['state'] = 'connecting';
  const refresh = () => {
    timer = undefined;
    const isQuiet = Date.now() - last > 2 * CALM_MS.most;
    calm = isQuiet ? CALM_MS.least : Math.min(2 * calm, CALM_MS.most);
    last = Date.now();
    const names = new Set(stale);
    stale.clear();
    void client.invalidateQueries({ predicate: (query) => names.has(String(query.queryKey[0])) });
  };
  const stream = openLiveStream(addressOf('streamEvents'), {
    onEvent(type) {
      for (const name of STALE_AFTER[type]) stale.add(name);
      if (stale.size > 0) timer ??= setTimeout(refresh, Math.max(BURST_MS, last + calm - Date.now()));
    },
    onOpen: (again) => void (again && client.invalidateQueries()),
    onStatus(status) {
      state = status.state;
      onStatus(status);
    },
  });
  const poll = setInterval(() => {
    if (state === 'offline' || state === 'reconnecting') void client.invalidateQueries();
  }, POLL_OFFLINE_MS);
  return {
    again: stream.again,
    close() {
      clearTimeout(timer);
      clearInterval(poll);
      stream.close();
    },
  };
}
