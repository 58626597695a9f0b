import type { Assignment, Earlier } from '@/contract/claim';
import { findEarlier } from '@/domain/agents/find-earlier';
import {
  CLAIM_CANDIDATES,
  CLAIM_FAIRLY,
  CLAIM_STANDING,
  REGRANT,
} from '@/domain/leases/claim-candidates.sql';
import { claimVerdict } from '@/domain/leases/claim-state';
import { GRANT_LEASES } from '@/domain/leases/grant-leases.sql';
import { holdLocks } from '@/domain/locks/hold-locks';
import { waitKeyOf } from '@/domain/locks/wait-key';
import { readLimits } from '@/domain/settings/queue-settings';
import { COUNT_LIVE, GUARD_COUNTS, SHARE_QUEUE } from '@/domain/settings/queue-settings.sql';
import { moveTask } from '@/domain/tasks/move-task';
import { claimCredential, claimKey } from '@/lib/hash';
import { newId } from '@/lib/ids';
import { metrics } from '@/lib/metrics';
import { inEngine, type Runs } from '@/lib/pool';
import { timers } from '@/lib/timers';
import { topic } from '@/lib/wake';
import { pairClaims } from './pair-claims';
import { RoomLeft } from './room-left';
import { toAssignment } from './to-assignment';

/** A claim as it waits. Ids are database uuids. */
export interface Want {
  workspaceId: string;
  runnerId: string;
  epoch: number;
  claimId: string;
  projects: string[];
  labels: string[];
  engines: string[];
}
export type Grant =
  | { state: 'granted'; assignment: Assignment }
  /** `full`: there may be work, and room for it as soon as another agent ends. */
  | { state: 'none'; full?: boolean }
  | { state: 'superseded' }
  | { state: 'paused' };

/** How often tasks that cannot begin make us look further before the next wake-up. */
const MAX_LOOKS = 10;

/**
 * Grants waiting claims of one workspace that accept the same work, in one transaction. Answers in their order.
 * Tasks whose file locks are held are set aside as BLOCKED, those without room under a limit are passed over,
 * and the next ones tried.
 */
export async function grantClaims(wants: Want[]): Promise<Grant[]> {
  const { workspaceId } = wants[0]!;
  return inEngine(async (runs) => {
    await runs.query(SHARE_QUEUE, [workspaceId]);
    const grants = await standing(runs, workspaceId, wants);
    const room = await roomLeft(runs, workspaceId);
    if (!room) return wants.map((_, i) => grants[i] ?? { state: 'none' });
    const passed: string[] = [];
    let open = wants.filter((_, i) => grants[i] === undefined);
    for (let look = 0; look < MAX_LOOKS && open.length > 0 && room.agents > 0; look++) {
      const offers = await candidates(runs, workspaceId, open, room, passed);
      if (offers.length === 0) break;
      const pairs = pairClaims(open, offers).filter(({ offer }) => room.admit(offer));
      const granted = pairs.length > 0 ? await grant(runs, workspaceId, pairs) : new Map<Want, Grant>();
      for (const { want, offer } of pairs) if (!granted.has(want)) room.leave(offer);
      for (const [want, answer] of granted) grants[wants.indexOf(want)] = answer;
      open = open.filter((want) => !granted.has(want));
      if (granted.size === offers.length) break; // nothing stood in the way: what is left must wait
      const begun = new Set(pairs.filter(({ want }) => granted.has(want)).map(({ offer }) => offer.id));
      passed.push(...offers.map(({ id }) => id).filter((id) => !begun.has(id)));
    }
    const full = room.isFull();
    return wants.map((_, i) => grants[i] ?? { state: 'none', full });
  });
}

/** What the limits of the workspace leave; null where the queue is paused. Where there are limits, one batch at a time counts, so none is exceeded. */
async function roomLeft(runs: Runs, workspaceId: string): Promise<RoomLeft | null> {
  const limits = await readLimits(runs, workspaceId);
  const { paused, maxConcurrent, roleLimits } = limits.queue;
  if (paused) return null;
  const limited =
    maxConcurrent !== null || Object.keys(roleLimits).length > 0 || Object.keys(limits.projects).length > 0;
  if (!limited) return new RoomLeft(limits, []);
  await runs.query(GUARD_COUNTS, [workspaceId]);
  return new RoomLeft(limits, await runs.query(COUNT_LIVE, [workspaceId]));
}

async function standing(runs: Runs, workspaceId: string, wants: Want[]): Promise<(Grant | undefined)[]> {
  const rows = await runs.query(CLAIM_STANDING, [
    workspaceId,
    wants.map((w) => w.runnerId),
    wants.map((w) => w.epoch),
    wants.map((w) => claimKey(w.claimId)),
  ]);
  const grants: (Grant | undefined)[] = wants.map(() => ({
    state: 'superseded',
  }));
  const given = new Map<string, number>();
  for (const row of rows) {
    const want = wants[row.ord - 1]!;
    const more = given.get(want.runnerId) ?? 0;
    const verdict = claimVerdict({
      current: row.current,
      // Verifying and merging ask no model: a claim without engines goes on.
      status: row.out_of_quota && want.engines.length > 0 ? 'OUT_OF_QUOTA' : row.status,
      granted: row.granted,
      spent: row.spent,
      agents: row.leases + more,
      maxConcurrent: row.max_concurrent,
    });
    if (verdict === 'superseded') continue;
    if (verdict === 'again') grants[row.ord - 1] = await regrant(runs, want, row.granted);
    else if (verdict === 'spent') grants[row.ord - 1] = { state: 'none' };
    else if (verdict === 'paused') grants[row.ord - 1] = { state: 'paused' };
    else {
      given.set(want.runnerId, more + 1);
      grants[row.ord - 1] = undefined;
    }
  }
  return grants;
}

async function regrant(runs: Runs, { workspaceId, claimId }: Want, agentId: string): Promise<Grant> {
  const { token } = claimCredential(claimId, agentId);
  const [row] = await runs.query(REGRANT, [workspaceId, agentId, timers().leaseTtlMs]);
  if (!row) return { state: 'none' };
  const earlier = await earlierOf(runs, workspaceId, [{ offer: row, runnerId: row.runner_id }]);
  return { state: 'granted', assignment: toAssignment(row, agentId, token, earlier.get(row.id)) };
}

function candidates(runs: Runs, workspaceId: string, wants: Want[], room: RoomLeft, passed: string[]) {
  const [{ projects, labels, engines }] = wants as [Want];
  return runs.query(projects.length > 1 ? CLAIM_FAIRLY : CLAIM_CANDIDATES, [
    workspaceId,
    projects.filter(room.inProject),
    labels,
    engines,
    [...new Set(wants.map((want) => want.runnerId))],
    Math.min(wants.length, room.agents),
    room.fullRoles(),
    passed,
  ]);
}

async function grant(
  runs: Runs,
  workspaceId: string,
  // biome-ignore lint/suspicious/noExplicitAny: rows of CLAIM_CANDIDATES
  pairs: { want: Want; offer: any }[],
): Promise<Map<Want, Grant>> {
  const made = pairs.map(({ want, offer }) => {
    const agentId = newId();
    return { want, offer, agentId, credential: claimCredential(want.claimId, agentId) };
  });
  const blocked = await blockedByLocks(
    runs,
    workspaceId,
    made.map(({ offer }) => offer),
  );
  const good = made.filter(({ offer }) => !blocked.has(offer.id));
  if (good.length > 0) {
    await runs.query(GRANT_LEASES, [
      workspaceId,
      timers().leaseTtlMs,
      good.map((g) => g.offer.id),
      good.map((g) => g.agentId),
      good.map((g) => g.want.runnerId),
      good.map((g) => claimKey(g.want.claimId)),
      good.map((g) => g.want.epoch),
      good.map((g) => g.credential.hash),
    ]);
    runs.wakes.add(topic.events(workspaceId));
    for (const { offer } of good) metrics().claimWait.observe(Math.max(0, offer.waited ?? 0));
  }
  const earlier = await earlierOf(
    runs,
    workspaceId,
    good.map(({ offer, want }) => ({ offer, runnerId: want.runnerId })),
  );
  return new Map(
    good.map((g) => [
      g.want,
      {
        state: 'granted',
        assignment: toAssignment(g.offer, g.agentId, g.credential.token, earlier.get(g.offer.id)),
      },
    ]),
  );
}

/** What earlier agents left; a task that nobody has worked on costs nothing. */
function earlierOf(
  runs: Runs,
  workspaceId: string,
  granted: {
    offer: { id: string; ready: string; attempt: number; origin_id: string | null };
    runnerId: string;
  }[],
): Promise<Map<string, Earlier>> {
  const again = granted.filter(
    ({ offer }) => offer.ready === 'work' && (offer.attempt > 0 || offer.origin_id),
  );
  return findEarlier(
    runs,
    workspaceId,
    again.map(({ offer, runnerId }) => ({ taskId: offer.id, runnerId })),
  );
}

/** Holds the hinted files of each task, all or nothing; tasks that cannot have theirs are set aside. */
async function blockedByLocks(
  runs: Runs,
  workspaceId: string,
  offers: {
    id: string;
    project_id: string;
    ready: string;
    files_hint: string[];
  }[],
): Promise<Set<string>> {
  const wishes = offers
    .filter((o) => o.ready === 'work' && o.files_hint.length > 0)
    .map((o) => ({
      taskId: o.id,
      projectId: o.project_id,
      paths: o.files_hint,
    }));
  if (wishes.length === 0) return new Set();
  const refused = (await holdLocks(runs, workspaceId, wishes)).filter((verdict) => !verdict.granted);
  await Promise.all(
    refused.map(({ taskId, heldBy }) =>
      moveTask(runs, {
        workspaceId,
        taskId,
        from: ['QUEUED'],
        to: 'BLOCKED',
        reason: `lock:${heldBy[0]!.path}`,
        waitKey: waitKeyOf(heldBy[0]!.path),
        actor: 'system',
        payload: { heldBy },
      }),
    ),
  );
  return new Set(refused.map((verdict) => verdict.taskId));
}
