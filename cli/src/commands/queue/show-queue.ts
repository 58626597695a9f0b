import { getQueueStats, type QueueStats } from '@/contract/queue';
import { type DashboardOptions, openDashboard } from '../../server/dashboard';
import { printJson } from '../../terminal/say';
import { printFacts } from '../../terminal/table';

/** Prints how many tasks wait, are at work and have ended. */
export async function showQueue(options: DashboardOptions): Promise<void> {
  const stats = await openDashboard(options).call(getQueueStats);
  if (options.json) return printJson({ data: stats });
  printStats(stats);
}

/** The figures of a queue, one a line. */
export function printStats({ paused, clearedAt, ...counts }: QueueStats): void {
  printFacts([
    ['queue', paused ? 'paused' : 'open'],
    ...Object.entries(counts).map(([what, n]): [string, string] => [what, String(n)]),
    ['cleared', clearedAt ?? 'never'],
  ]);
}
