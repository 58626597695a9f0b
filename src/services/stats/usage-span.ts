import type { UsagePeriod } from '@/contract/usage';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const DAYS: Record<UsagePeriod, number> = { '24h': 1, '7d': 7, '30d': 30, '90d': 90 };

interface Span {
  from: Date;
  bucket: 'hour' | 'day';
  /** When each hour or day of it begins, oldest first. */
  buckets: Date[];
  /** As long a time before it, up to the hour in which it is now. */
  before: { from: Date; to: Date };
}

/** What a period is at a moment: 24 hours of the clock, or days by UTC of which the last one is today. */
export function usageSpan(period: UsagePeriod, now: Date): Span {
  const days = DAYS[period];
  const hour = Math.floor(now.getTime() / HOUR) * HOUR;
  const hourly = period === '24h';
  const step = hourly ? HOUR : DAY;
  const last = hourly ? hour : Math.floor(hour / DAY) * DAY;
  const many = hourly ? 24 : days;
  const from = last - (many - 1) * step;
  return {
    from: new Date(from),
    bucket: hourly ? 'hour' : 'day',
    buckets: Array.from({ length: many }, (_, i) => new Date(from + i * step)),
    before: { from: new Date(from - days * DAY), to: new Date(hour - days * DAY) },
  };
}
