import { releaseLock } from '@/contract/lock';
import { type DashboardOptions, openDashboard } from '../../server/dashboard';
import { print, printJson } from '../../terminal/say';

/** Takes a file lock from its task, for a reason that is kept. */
export async function releaseHeldLock(
  id: string,
  options: DashboardOptions & { reason: string },
): Promise<void> {
  const dashboard = openDashboard(options);
  const released = await dashboard.call(releaseLock, { params: { id }, body: { reason: options.reason } });
  if (options.json) return printJson({ data: released });
  print(`Released ${id}.`);
}
