import type { EventType } from '@/contract/event';
import { EVENT_TYPES } from './live-effects';

export type LiveState = 'connecting' | 'live' | 'reconnecting' | 'offline';
export interface LiveStatus {
  state: LiveState;
  /** When this state began, in milliseconds. */
  since: number;
  lastEventAt: number | null;
}
interface Handlers {
  onEvent(type: EventType): void;
  /** The stream is open (again): what was missed meanwhile is unknown. */
  onOpen(again: boolean): void;
  onStatus(status: LiveStatus): void;
}

/** An open stream: what ends it, and what tries at once where it is broken. */
export interface LiveStream {
  close(): void;
  again(): void;
}

const OFFLINE_AFTER = 3;

/** Keeps one stream of the workspace's events open and resumes it where it stopped. */
export function openLiveStream(path: string, handlers: Handlers): LiveStream {
  let source: EventSource | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let cursor: string | null = null;
  let failures = 0;
  let opened = false;
  let status: LiveStatus = { state: 'connecting', since: Date.now(), lastEventAt: null };

  const say = (next: Partial<LiveStatus>) => {
    status = { ...status, ...next };
    handlers.onStatus(status);
  };
  const turn = (state: LiveState) => {
    if (state !== status.state) say({ state, since: Date.now() });
  };
  const receive = (message: MessageEvent) => {
    if (message.lastEventId) cursor = message.lastEventId;
    say({ lastEventAt: Date.now() });
    handlers.onEvent(message.type as EventType);
  };
  const connect = () => {
    source?.close();
    source = new EventSource(cursor ? `${path}?after=${encodeURIComponent(cursor)}` : path);
    source.onopen = () => {
      failures = 0;
      turn('live');
      handlers.onOpen(opened);
      opened = true;
    };
    source.onerror = () => {
      failures += 1;
      turn(failures >= OFFLINE_AFTER || !navigator.onLine ? 'offline' : 'reconnecting');
      // the browser retries a dropped stream itself, with Last-Event-ID, but never after an HTTP error
      if (source?.readyState === EventSource.CLOSED) {
        clearTimeout(retry);
        retry = setTimeout(connect, Math.min(30_000, 1000 * 2 ** failures) * (0.5 + Math.random() / 2));
      }
    };
    for (const type of EVENT_TYPES) source.addEventListener(type, receive);
  };
  const again = () => {
    clearTimeout(retry);
    if (status.state !== 'live') connect();
  };
  // A stream that is cut off without a word stays open for minutes.
  const cut = () => {
    source?.close();
    turn('offline');
  };
  connect();
  window.addEventListener('online', again);
  window.addEventListener('offline', cut);
  return {
    again,
    close() {
      window.removeEventListener('online', again);
      window.removeEventListener('offline', cut);
      clearTimeout(retry);
      source?.close();
    },
  };
}
