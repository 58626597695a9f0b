import { clearQueue } from '@/contract/queue';
import { openDashboard } from '../../server/dashboard';
import { print, printJson } from '../../terminal/say';
import type { ClearOptions } from '../queue';
import { printStats } from './show-queue';

/** Clears the queue of what has ended, and with --all of what waits. */
export async function clearTheQueue({ all, ...options }: ClearOptions): Promise<void> {
  const cleared = await openDashboard(options).call(clearQueue, { body: { scope: all ? 'all' : 'ended' } });
  if (options.json) return printJson({ data: cleared });
  const { cancelledNow, ...stats } = cleared;
  if (all) print(`${cancelledNow} ${cancelledNow === 1 ? 'task is' : 'tasks are'} cancelled.`);
  printStats(stats);
}
