import { words } from '../words/exception-triage';

const HOUR_MS = 3_600_000;

/** The moments that a decision can be put off to, seen from `now`. */
export function snoozeTimes(now: Date): { label: string; until: Date }[] {
  return [
    { label: words.times.hour, until: new Date(now.getTime() + HOUR_MS) },
    { label: words.times.tomorrow, until: morningIn(now, 1) },
    { label: words.times.week, until: morningIn(now, (8 - now.getDay()) % 7 || 7) },
  ];
}

function morningIn(now: Date, days: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, 9);
}
