import { QueueSettings } from '@/contract/queue';
import { RetryPolicy, StallLimits } from '@/contract/stall';
import type { Runs } from '@/lib/pool';
import { READ_LIMITS } from './queue-settings.sql';

/** The queue of a workspace about which nobody has said anything. */
const UNSAID: QueueSettings = {
  paused: false,
  pauseNote: null,
  stopOnFailure: false,
  maxConcurrent: null,
  roleLimits: {},
  stall: StallLimits.parse({}),
  retry: RetryPolicy.parse({}),
};

/** What limits a workspace's agents. Projects by database uuid; 0 for one that is stopped. */
export interface Limits {
  queue: QueueSettings;
  projects: Record<string, number>;
}

/** Reads the limits of a workspace (a database uuid). */
export async function readLimits(runs: Pick<Runs, 'query'>, workspaceId: string): Promise<Limits> {
  const [row] = await runs.query(READ_LIMITS, [workspaceId]);
  return { queue: QueueSettings.parse({ ...UNSAID, ...row.queue }), projects: row.projects };
}
