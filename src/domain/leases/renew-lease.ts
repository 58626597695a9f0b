import type { Usage } from '@/contract/agent';
import type { Desired } from '@/contract/attempt';
import { type Fence, leaseLost } from '@/lib/fence';
import { groupCommit } from '@/lib/group-commit';
import { engine } from '@/lib/pool';
import { shared } from '@/lib/shared';
import { timers } from '@/lib/timers';
import { notify, topic } from '@/lib/wake';
import { RENEW_LEASES } from './renew-leases.sql';

export interface Heartbeat extends Fence {
  seq: number;
  phase: string;
  activity: string | null;
  usage: Usage | null;
  /** It stands still, as a person wished. */
  paused: boolean;
}

/** Heartbeats of one process that arrive together are one statement. */
const renew = () =>
  shared('renew-leases', () =>
    groupCommit<Heartbeat, { desired: Desired } | null>({
      name: 'renew-leases',
      async run(batch) {
        const column = <T>(pick: (beat: Heartbeat) => T) => batch.map(pick);
        const rows = await engine.query(RENEW_LEASES, [
          timers().leaseTtlMs,
          column((b) => b.agentId),
          column((b) => b.tokenHash),
          column((b) => b.seq),
          column((b) => b.phase),
          column((b) => b.activity),
          column((b) => (b.usage ? JSON.stringify(b.usage) : null)),
          column((b) => b.paused),
        ]);
        const answers: ({ desired: Desired } | null)[] = batch.map(() => null);
        for (const row of rows) answers[row.ord - 1] = { desired: row.desired };
        const told = new Set<string>(
          rows.filter((row) => row.told).map((row) => topic.events(row.workspace_id)),
        );
        if (told.size > 0) notify(...told);
        return answers;
      },
    }),
  );

/** Renews the lease of a live agent; throws LEASE_LOST where it has none. */
export async function renewLease(beat: Heartbeat): Promise<{ desired: Desired }> {
  const answer = await renew()(beat);
  if (!answer) throw leaseLost();
  return answer;
}
