import { COUNT_MOST } from '@/contract/count-most';

/** A large number, short: `980`, `12.4k`, `3.1M`. */
export function formatCount(count: number): string {
  if (count < 1000) return String(count);
  if (count < 999_950) return `${trimZero((count / 1000).toFixed(1))}k`;
  return `${trimZero((count / 1_000_000).toFixed(1))}M`;
}

/** How many a list holds: `980`, or `1,000+` where nobody counts further. */
export const formatTotal = (count: number): string =>
  count < COUNT_MOST ? String(count) : `${COUNT_MOST.toLocaleString('en-US')}+`;

/** A count with its noun: `1 file`, `3 files`. */
export function countOf(count: number, noun: string, plural = `${noun}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? noun : plural}`;
}

/** Bytes, short: `812 B`, `38.1 kB`, `4 MB`, `1.2 GB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${trimZero((bytes / 1000).toFixed(1))} kB`;
  if (bytes < 999_950_000) return `${trimZero((bytes / 1_000_000).toFixed(1))} MB`;
  return `${trimZero((bytes / 1_000_000_000).toFixed(1))} GB`;
}

const trimZero = (text: string) => text.replace(/\.0$/, '');
