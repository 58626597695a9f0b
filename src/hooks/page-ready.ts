import { useEffect, useSyncExternalStore } from 'react';

/** Pages that read nothing first never say that they are ready. */
const AT_LATEST_MS = 2500;

let ready = false;
const watchers = new Set<() => void>();

/** Says that the page's first data is drawn: only then may live events change it, or drawing it would clash. */
export function markPageReady() {
  ready = true;
  for (const watcher of watchers) watcher();
}

/** Whether the first page is drawn; true at the latest after a moment. */
export function usePageReady(): boolean {
  useEffect(() => {
    const timer = setTimeout(markPageReady, AT_LATEST_MS);
    return () => clearTimeout(timer);
  }, []);
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => ready,
    () => false,
  );
}
