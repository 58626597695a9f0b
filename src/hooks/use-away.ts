import { useEffect, useState } from 'react';

const SEEN = 'ao-seen-at';
/** Who has looked away for less was not away, in milliseconds. */
export const AWAY_MS = 10 * 60_000;
const NOTE_MS = 30_000;

/** Since when nobody has looked at any page of this browser, as ISO 8601, once somebody looks again; null otherwise. */
export function useAway(): { since: string | null; dismiss(): void } {
  const [since, setSince] = useState<string | null>(null);
  useEffect(() => {
    const look = () => {
      if (document.visibilityState !== 'visible') return;
      const seen = Number(localStorage.getItem(SEEN));
      if (seen > 0 && Date.now() - seen > AWAY_MS) setSince(new Date(seen).toISOString());
      localStorage.setItem(SEEN, String(Date.now()));
    };
    look();
    const timer = setInterval(look, NOTE_MS);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, []);
  return { since, dismiss: () => setSince(null) };
}
