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
import { type Limits, readLimits } from '@/domain/settings/queue-settings';
import { COUNT_LIVE, GUARD_COUNTS, SHARE_QUEUE } from '@/domain/settings/queue-settings.sql';
import { BoundedMap } from '@/lib/bounded-map';
import { claimCredential, claimKey } from '@/lib/hash';
import { newId } from '@/lib/ids';
import { metrics } from '@/lib/metrics';
import { inEngine, type Runs } from '@/lib/pool';
import { shared } from '@/lib/shared';
import { timers } from '@/lib/timers';
import { topic } from '@/lib/wake';
import { lockHints } from './lock-hints';
import { pairClaims } from './pair-claims';
import { inReach, MOST_PUT_OFF } from './put-off';
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
  signedOnly: boolean;
  /** When it was last found to stand well, on this process's clock; null where it must be asked. */
  stoodAt: number | null;
}
// biome-ignore lint/suspicious/noExplicitAny: rows of CLAIM_CANDIDATES
type Offer = any;
type Room = Pick<RoomLeft, 'agents' | 'inProject' | 'fullRoles'>;
export type Grant =
  | { state: 'granted'; assignment: Assignment }
  /** `full`: there may be work, and room for it as soon as another agent ends. */
  | { state: 'none'; full?: boolean }
  | { state: 'superseded' }
  | { state: 'paused' };

/** How often tasks that cannot begin make us look further before the next wake-up. */
const MAX_LOOKS = 10;
/** Tasks looked at in one go; where so many were granted, there may be more. */
export const MOST_AT_ONCE = 256;
/** How long a claim that waits is taken to stand as it did; before it gets a task it is asked again. */
const STANDS_MS = 10_000;
/** Of those that wait longest, so many are asked before it is known whether there is a task: mostly one of them gets it. */
const ASKED_AHEAD = 4;

/** The workspaces that had no limits when they were last asked: there, tasks are looked for before that is known again. */
const MOST_KNOWN = 10_000;
const unlimited = () => shared('unlimited-workspaces', () => new BoundedMap<string, true>(MOST_KNOWN));
const EVERYTHING: Room = { agents: Number.POSITIVE_INFINITY, inProject: () => true, fullRoles: () => [] };

/**
 * Grants waiting claims of one workspace that accept the same work, in one transaction. Answers in their order.
 * Tasks whose file locks are held are set aside as BLOCKED, those without room under a limit are passed over, those that
 * are likely to meet what runs now are put off, and the next ones tried.
 */
export async function grantClaims(wants: Want[]): Promise<Grant[]> {
  const { workspaceId } = wants[0]!;
  return inEngine(async (runs) => {
    const desk = new Standings(runs, workspaceId);
    const { grants } = desk;
    const due = performance.now() - STANDS_MS;
    const [, , limits, first] = await Promise.all([
      runs.query(SHARE_QUEUE, [workspaceId]),
      desk.ask(wants.filter(({ stoodAt }, i) => i < ASKED_AHEAD || stoodAt === null || stoodAt < due)),
      readLimits(runs, workspaceId),
      unlimited().has(workspaceId) ? candidates(runs, workspaceId, wants, EVERYTHING, []) : null,
    ]);
    const limited = isLimited(limits);
    if (limited || limits.queue.paused) unlimited().delete(workspaceId);
    else unlimited().set(workspaceId, true);
    const room = await roomLeft(runs, workspaceId, limits);
    if (!room) return wants.map((want) => grants.get(want) ?? { state: 'none' });
    const passed: string[] = [];
    let open = wants.filter((want) => !grants.has(want));
    const serve = async (offers: Offer[], mayPutOff: boolean) => {
      const pairs = pairClaims(open, offers).filter(({ offer }) => room.admit(offer));
      await desk.ask(pairs.map(({ want }) => want));
      const good = pairs.filter(({ want }) => !grants.has(want));
      const { granted, apart } = await grant(runs, workspaceId, good, mayPutOff);
      for (const { want, offer } of pairs) if (!granted.has(want)) room.leave(offer);
      for (const [want, answer] of granted) desk.grant(want, answer);
      open = open.filter((want) => !grants.has(want));
      return { pairs, granted, apart };
    };
    const putOff: Offer[] = [];
    for (let look = 0; look < MAX_LOOKS && open.length > 0 && room.agents > 0; look++) {
      const found =
        look === 0 && first && !limited ? first : await candidates(runs, workspaceId, open, room, passed);
      const offers = inReach(found, putOff);
      if (offers.length === 0) break;
      const { pairs, granted, apart } = await serve(offers, putOff.length < MOST_PUT_OFF);
      putOff.push(...apart);
      if (granted.size === offers.length) break; // nothing stood in the way: what is left must wait
      // What a claim that fell away would have got is there for the next one.
      const kept = new Set(pairs.filter((pair) => grants.has(pair.want)).map(({ offer }) => offer.id));
      passed.push(...offers.map(({ id }) => id).filter((id) => !kept.has(id)));
    }
    if (open.length > 0 && putOff.length > 0) await serve(putOff, false);
    const full = room.isFull();
    return wants.map((want) => grants.get(want) ?? { state: 'none', full });
  });
}

const isLimited = ({ queue, projects }: Limits): boolean =>
  queue.maxConcurrent !== null ||
  Object.keys(queue.roleLimits).length > 0 ||
  Object.keys(projects).length > 0;

/** What the limits of the workspace leave; null where the queue is paused. Where there are limits, one batch at a time counts, so none is exceeded. */
async function roomLeft(runs: Runs, workspaceId: string, limits: Limits): Promise<RoomLeft | null> {
  if (limits.queue.paused) return null;
  if (!isLimited(limits)) return new RoomLeft(limits, []);
  await runs.query(GUARD_COUNTS, [workspaceId]);
  return new RoomLeft(limits, await runs.query(COUNT_LIVE, [workspaceId]));
}

/** Which claims of one transaction may be granted: those that may not have their answer in `grants`. */
class Standings {
  readonly grants = new Map<Want, Grant>();
  private readonly asked = new Set<Want>();
  /** Claims of a runner that may have a task each and have none yet. */
  private readonly promised = new Map<string, number>();

  constructor(
    private readonly runs: Runs,
    private readonly workspaceId: string,
  ) {}

  /** Asks for those that this transaction has not asked for yet. */
  async ask(wants: Want[]): Promise<void> {
    const fresh = wants.filter((want) => !this.asked.has(want));
    if (fresh.length === 0) return;
    for (const want of fresh) {
      this.asked.add(want);
      this.grants.set(want, { state: 'superseded' });
    }
    const rows = await this.runs.query(CLAIM_STANDING, [
      this.workspaceId,
      fresh.map((w) => w.runnerId),
      fresh.map((w) => w.epoch),
      fresh.map((w) => claimKey(w.claimId)),
    ]);
    for (const row of rows) {
      const want = fresh[row.ord - 1]!;
      const more = this.promised.get(want.runnerId) ?? 0;
      const verdict = claimVerdict({
        current: row.current,
        // Verifying and merging ask no model: a claim without engines goes on.
        status: row.out_of_quota && want.engines.length > 0 ? 'OUT_OF_QUOTA' : row.status,
        granted: row.granted,
        spent: row.spent,
        agents: row.leases + more,
        maxConcurrent: row.max_concurrent,
      });
      want.stoodAt = verdict === 'open' ? performance.now() : null;
      if (verdict === 'again') this.grants.set(want, await regrant(this.runs, want, row.granted));
      else if (verdict === 'spent') this.grants.set(want, { state: 'none' });
      else if (verdict === 'paused') this.grants.set(want, { state: 'paused' });
      else if (verdict === 'open') {
        this.grants.delete(want);
        this.promised.set(want.runnerId, more + 1);
      }
    }
  }

  grant(want: Want, answer: Grant): void {
    this.grants.set(want, answer);
    this.promised.set(want.runnerId, (this.promised.get(want.runnerId) ?? 1) - 1);
  }
}

async function regrant(runs: Runs, { workspaceId, claimId }: Want, agentId: string): Promise<Grant> {
  const { token } = claimCredential(claimId, agentId);
  const [row] = await runs.query(REGRANT, [workspaceId, agentId, timers().leaseTtlMs]);
  if (!row) return { state: 'none' };
  const earlier = await earlierOf(runs, workspaceId, [{ offer: row, runnerId: row.runner_id }]);
  return { state: 'granted', assignment: toAssignment(row, agentId, token, earlier.get(row.id)) };
}

function candidates(runs: Runs, workspaceId: string, wants: Want[], room: Room, passed: string[]) {
  const [{ projects, labels, engines, signedOnly }] = wants as [Want];
  return runs.query(projects.length > 1 ? CLAIM_FAIRLY : CLAIM_CANDIDATES, [
    workspaceId,
    projects.filter(room.inProject),
    labels,
    engines,
    [...new Set(wants.map((want) => want.runnerId))],
    Math.min(wants.length, room.agents, MOST_AT_ONCE),
    room.fullRoles(),
    passed,
    signedOnly,
  ]);
}

async function grant(
  runs: Runs,
  workspaceId: string,
  pairs: { want: Want; offer: Offer }[],
  mayPutOff: boolean,
): Promise<{ granted: Map<Want, Grant>; apart: Offer[] }> {
  const made = pairs.map(({ want, offer }) => {
    const agentId = newId();
    return { want, offer, agentId, credential: claimCredential(want.claimId, agentId) };
  });
  const { blocked, apart } = await lockHints(
    runs,
    workspaceId,
    made.map(({ offer }) => offer),
    mayPutOff,
  );
  const good = made.filter(({ offer }) => !blocked.has(offer.id) && !apart.has(offer.id));
  if (good.length > 0) {
    const leases = runs.query(GRANT_LEASES, [
      workspaceId,
      timers().leaseTtlMs,
      good.map((g) => g.offer.id),
      good.map((g) => g.agentId),
      good.map((g) => g.want.runnerId),
      good.map((g) => claimKey(g.want.claimId)),
      good.map((g) => g.want.epoch),
      good.map((g) => g.credential.hash),
    ]);
    runs.unread(leases);
    runs.wakes.add(topic.events(workspaceId));
    for (const { offer } of good) metrics().claimWait.observe(Math.max(0, offer.waited ?? 0));
  }
  const earlier = await earlierOf(
    runs,
    workspaceId,
    good.map(({ offer, want }) => ({ offer, runnerId: want.runnerId })),
  );
  const granted = good.map(({ want, offer, agentId, credential }): [Want, Grant] => [
    want,
    {
      state: 'granted',
      assignment: toAssignment(offer, agentId, credential.token, earlier.get(offer.id)),
    },
  ]);
  return {
    granted: new Map(granted),
    apart: made.flatMap(({ offer }) => (apart.has(offer.id) ? [offer] : [])),
  };
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
