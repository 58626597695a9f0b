import { createContext, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { useAlive } from './use-alive';

/** When the server drew the page, in milliseconds: what has come alive must say the same at first. */
export const RenderedAt = createContext(0);

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function listen(listener: () => void) {
  listeners.add(listener);
  timer ??= setInterval(() => {
    if (document.visibilityState === 'visible') for (const each of listeners) each();
  }, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/** The time in milliseconds, from one clock that all of the page shares and that stands while the tab is hidden. */
export function useNow(): number {
  const renderedAt = useContext(RenderedAt);
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => listen(() => setNow(Date.now())), []);
  return useAlive() ? now : renderedAt;
}

/** What is said of the time now: who asks is drawn again when the words change, not every second. */
export function useByNow(say: (now: number) => string): string {
  const renderedAt = useContext(RenderedAt);
  return useSyncExternalStore(
    listen,
    () => say(Date.now()),
    () => say(renderedAt),
  );
}
