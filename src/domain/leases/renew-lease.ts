import type { Usage } from '@/contract/agent';
import type { Desired } from '@/contract/attempt';
import { type Fence, leaseLost } from '@/lib/fence';
import { groupCommit } from '@/lib/group-commit';
import { engine } from '@/lib/pool';
import { shared } from '@/lib/shared';
import { timers } from '@/lib/timers';
import { notify, topic } from '@/lib/wake';
import { RENEW_LEASES } from './renew-leases.sql';

export interface Heartbeat {
  seq: number;
  phase: string;
  activity: string | null;
  usage: Usage | null;
  /** It stands still, as a person wished. */
  paused: boolean;
}

interface Renewed {
  desired: Desired;
  leaseTtlMs: number;
}

/** Heartbeats of one process that arrive together are one statement. */
const renew = () =>
  shared('renew-leases', () =>
    groupCommit<{ fence: Fence; beat: Heartbeat }, Renewed | null>({
      name: 'renew-leases',
      async run(batch) {
        const { leaseTtlMs } = timers();
        const column = <T>(pick: (beat: Heartbeat) => T) => batch.map(({ beat }) => pick(beat));
        const rows = await engine.query(RENEW_LEASES, [
          leaseTtlMs,
          batch.map(({ fence }) => fence.agentId),
          batch.map(({ fence }) => fence.tokenHash),
          column((b) => b.seq),
          column((b) => b.phase),
          column((b) => b.activity),
          column((b) => (b.usage ? JSON.stringify(b.usage) : null)),
          column((b) => b.paused),
        ]);
        const answers: (Renewed | null)[] = batch.map(() => null);
        for (const row of rows) answers[row.ord - 1] = { desired: row.desired, leaseTtlMs };
        const told = new Set<string>(
          rows.filter((row) => row.told).map((row) => topic.events(row.workspace_id)),
        );
        if (told.size > 0) notify(...told);
        return answers;
      },
    }),
  );

/** Renews the lease of a live agent, for `leaseTtlMs` from now; throws LEASE_LOST where it has none. */
export async function renewLease(fence: Fence, beat: Heartbeat): Promise<Renewed> {
  const answer = await renew()({ fence, beat });
  if (!answer) throw leaseLost();
  return answer;
}
