import type { TaskStatus } from '@/contract/task';

const STEPS: [ms: number, unit: string][] = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'min'],
  [1_000, 's'],
];

/** A duration in its largest unit, hours with their minutes: `3 min`, `1 h 30 min`. Milliseconds. */
export function sayDuration(ms: number): string {
  const minutes = Math.floor((ms % 3_600_000) / 60_000);
  if (ms >= 3_600_000 && ms < 86_400_000 && minutes > 0)
    return `${Math.floor(ms / 3_600_000)} h ${minutes} min`;
  const [size, unit] = STEPS.find(([step]) => ms >= step) ?? [1_000, 's'];
  return `${Math.max(0, Math.floor(ms / size))} ${unit}`;
}

/** A moment of the database's clock as an hour of UTC, with its day where that is another than today's. */
export function sayMoment(moment: Date, now: Date): string {
  const [day, hour] = moment.toISOString().split('T') as [string, string];
  return `${now.toISOString().startsWith(day) ? '' : `${day} `}${hour.slice(0, 5)} UTC`;
}

/** A sentence that ends with words of somebody else, which may have their own end. */
export const sayWhole = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);

export const sayCommit = (sha: string | null): string => (sha ? `commit ${sha.slice(0, 12)}` : 'its commit');

/** What another task does, within a sentence. */
export const STATUS_WORDS: Record<TaskStatus, string> = {
  DRAFT: 'is a draft',
  QUEUED: 'is queued',
  BLOCKED: 'is blocked itself',
  ASSIGNED: 'is starting',
  IN_PROGRESS: 'is running',
  VERIFYING: 'is being checked',
  IN_REVIEW: 'is in review',
  MERGING: 'is being merged',
  NEEDS_HUMAN: 'needs a person',
  CANCELLING: 'is being cancelled',
  COMPLETED: 'is done',
  FAILED: 'has failed',
  CANCELLED: 'was cancelled',
  SKIPPED: 'was skipped',
};
