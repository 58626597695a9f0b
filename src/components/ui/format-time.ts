import { words } from '../words/ui';

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' });
/** To make one takes far longer than to use it. */
const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });
const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });
const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
];

/** How long ago `at` was, in words. Both in milliseconds; a clock that runs ahead reads as now. */
export function formatAgo(at: number, now: number): string {
  const elapsed = Math.max(0, now - at);
  if (elapsed < 5000) return words.justNow;
  const [unit, length] = UNITS.find(([, ms]) => elapsed >= ms) ?? ['second', 1000];
  return relative.format(-Math.floor(elapsed / length), unit);
}

/** The moment in the reader's own zone and in UTC, for titles. */
export function formatMoment(at: Date): string {
  return `${moment.format(at)} (${at.toISOString().replace('T', ' ').slice(0, 19)} UTC)`;
}

/** A time of day with milliseconds, for logs. */
export function formatClock(at: Date): string {
  return `${clock.format(at)}.${String(at.getMilliseconds()).padStart(3, '0')}`;
}
