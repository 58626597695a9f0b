import type { ClaimAnswer, claim as contract } from '@/contract/claim';
import type { BodyOf } from '@/contract/endpoint';
import type { RunnerStatus } from '@/contract/runner';
import { WITH_READY_TASKS } from '@/domain/leases/claim-candidates.sql';
import { noteLabels } from '@/domain/runners/note-labels';
import { noteSeen } from '@/domain/runners/note-seen';
import { superseded } from '@/domain/runners/refuse-superseded';
import { knownProjectsVersion } from '@/domain/runners/served-projects';
import { env } from '@/lib/env';
import { fromWireId } from '@/lib/ids';
import { logger } from '@/lib/logger';
import { metrics } from '@/lib/metrics';
import { engine } from '@/lib/pool';
import { shared } from '@/lib/shared';
import { timers } from '@/lib/timers';
import { inBatchSpan, tracePlace, tracing } from '@/lib/tracing';
import { onWake, topic } from '@/lib/wake';
import { type Grant, grantClaims, MOST_AT_ONCE, type Want } from './grant-claims';

/** One claim that waits at the desk. */
interface Waiting {
  want: Want;
  place: ReturnType<typeof tracePlace>;
  accepts: string;
  /** Among those that are being granted: what it gets is known only when they are. */
  served: boolean;
  /** It waits no longer, or asked for no wait: the next look is its last. */
  over: boolean;
  answer(grant: Grant): void;
  fail(error: unknown): void;
}
interface Counter {
  waiting: Set<Waiting>;
  running: boolean;
  /** Something was said while a batch ran: look again. */
  dirty: boolean;
  waitsForRoom: boolean;
  stopWaking(): void;
}

/** A missed wake-up or a task whose time has come is found within this. */
const LOOK_MS = 1_000;
/** Where nothing is ready, only every so many looks ask whether those who wait still may. */
const LOOKS_BETWEEN = 10;
/** Where a limit is reached, room comes with the end of an agent, which wakes nobody. */
const LOOK_FOR_ROOM_MS = 100;

/**
 * Where claims of this process wait. Those that accept the same work are granted together, in one transaction;
 * a wake-up of the workspace makes the desk look again, so a task queued is a task claimed within milliseconds.
 */
class ClaimDesk {
  private counters = new Map<string, Counter>();
  /** Who waits, by the id of the claim. */
  private claims = new Map<string, Waiting>();
  private looks = 0;
  private timer?: NodeJS.Timeout;

  wait(want: Want, waitMs: number, signal: AbortSignal): Promise<Grant> {
    return new Promise((resolve, reject) => {
      const counter = this.counter(want.workspaceId);
      const leave = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', none);
        counter.waiting.delete(waiting);
        if (this.claims.get(want.claimId) === waiting) this.claims.delete(want.claimId);
        this.closeIfEmpty(want.workspaceId, counter);
      };
      const waiting: Waiting = {
        want,
        place: tracePlace(),
        accepts: JSON.stringify([want.projects, want.labels, want.engines, want.signedOnly]),
        served: false,
        over: waitMs === 0,
        answer: (grant) => {
          leave();
          resolve(grant);
        },
        fail: (error) => {
          leave();
          reject(error);
        },
      };
      // A grant that is being made must not be given to nobody: its lease would stand until it expires.
      const none = () => dismiss(waiting);
      const timer = setTimeout(none, Math.max(waitMs, 250));
      signal.addEventListener('abort', none, { once: true });
      const earlier = this.claims.get(want.claimId);
      this.claims.set(want.claimId, waiting);
      counter.waiting.add(waiting);
      // Asked again: nobody hears the first answer any more. What stands between us and a runner may not say that it left.
      if (earlier?.want.runnerId === want.runnerId) dismiss(earlier);
      this.look(want.workspaceId);
    });
  }

  close(): void {
    clearInterval(this.timer);
    for (const { waiting } of this.counters.values())
      for (const one of [...waiting]) if (!one.served) one.answer({ state: 'none' });
  }

  private counter(workspaceId: string): Counter {
    let counter = this.counters.get(workspaceId);
    if (!counter) {
      const stopWaking = onWake(topic.claims(workspaceId), () => this.look(workspaceId));
      counter = {
        waiting: new Set(),
        running: false,
        dirty: false,
        waitsForRoom: false,
        stopWaking,
      };
      this.counters.set(workspaceId, counter);
    }
    this.timer ??= setInterval(() => void this.lookEverywhere(), LOOK_MS).unref();
    return counter;
  }

  private closeIfEmpty(workspaceId: string, counter: Counter): void {
    if (counter.waiting.size > 0 || counter.running) return;
    counter.stopWaking();
    this.counters.delete(workspaceId);
  }

  private async lookEverywhere(): Promise<void> {
    const all = [...this.counters.keys()];
    const isDue = this.looks++ % LOOKS_BETWEEN === 0;
    const due = isDue ? all : await withWork(all).catch(() => all);
    for (const workspaceId of due) this.look(workspaceId);
  }

  private look(workspaceId: string): void {
    const counter = this.counters.get(workspaceId);
    if (!counter || counter.waiting.size === 0) return;
    if (counter.running) {
      counter.dirty = true;
      return;
    }
    counter.running = true;
    counter.dirty = false;
    // The next turn of the loop: claims that arrive together are granted together.
    setImmediate(() => {
      void this.serve(counter).finally(() => {
        counter.running = false;
        if (counter.dirty && counter.waiting.size > 0) this.look(workspaceId);
        else this.closeIfEmpty(workspaceId, counter);
      });
    });
  }

  private lookForRoom({ workspaceId }: Want): void {
    const counter = this.counters.get(workspaceId);
    if (!counter || counter.waitsForRoom) return;
    counter.waitsForRoom = true;
    setTimeout(() => {
      counter.waitsForRoom = false;
      this.look(workspaceId);
    }, LOOK_FOR_ROOM_MS).unref();
  }

  private async serve(counter: Counter): Promise<void> {
    const groups = new Map<string, Waiting[]>();
    for (const one of counter.waiting) {
      const group = groups.get(one.accepts);
      if (group) group.push(one);
      else groups.set(one.accepts, [one]);
    }
    for (const group of groups.values())
      await this.grant(
        counter,
        group.filter((one) => counter.waiting.has(one)),
      );
  }

  private async grant(counter: Counter, group: Waiting[]): Promise<void> {
    if (group.length === 0) return;
    for (const one of group) one.served = true;
    try {
      const wants = group.map(({ want }) => want);
      const grants = tracing()
        ? await inBatchSpan(
            'grant-claims',
            group.map(({ place }) => place),
            () => grantClaims(wants),
          )
        : await grantClaims(wants);
      group.forEach((one, i) => {
        const grant = grants[i]!;
        one.served = false;
        if (grant.state !== 'granted' && grant.state !== 'superseded' && !one.over) return;
        metrics().claims.inc({ answer: grant.state });
        one.answer(grant);
      });
      if (grants.some((grant) => grant.state === 'none' && grant.full)) this.lookForRoom(group[0]!.want);
      if (grants.filter(({ state }) => state === 'granted').length >= MOST_AT_ONCE) counter.dirty = true;
    } catch (error) {
      if (group.length === 1) return group[0]!.fail(error);
      logger().warn(
        { error: (error as Error).message },
        'a batch of claims failed and is granted one by one',
      );
      for (const one of group) await this.grant(counter, [one]);
    }
  }
}

/** Ends a wait, but for that of a claim that is being granted: its next look is its last. */
function dismiss(waiting: Waiting): void {
  waiting.over = true;
  if (!waiting.served) waiting.answer({ state: 'none' });
}

/** Those of the workspaces in which some task is ready to be claimed, if not by whoever waits. */
async function withWork(workspaceIds: string[]): Promise<string[]> {
  if (workspaceIds.length === 0) return [];
  return (await engine.query<{ id: string }>(WITH_READY_TASKS, [workspaceIds])).map(({ id }) => id);
}

const desk = () =>
  shared(
    'claim-desk',
    () => new ClaimDesk(),
    (held) => held.close(),
  );

interface Caller {
  workspaceId: string;
  runnerId: string;
  status: RunnerStatus;
  labels: string[];
  projectIds: string[];
  outOfQuota: boolean;
  signedOnly: boolean;
  epoch: number | null;
}

/**
 * Waits for work until there is some or the wait is over; at once where the runner's projects are out of date.
 * Throws SESSION_SUPERSEDED where a newer session of the runner is open.
 */
export async function claimTask(
  caller: Caller,
  body: BodyOf<typeof contract>,
  signal: AbortSignal,
): Promise<ClaimAnswer> {
  const { workspaceId, runnerId } = caller;
  const [projectsVersion] = await Promise.all([
    knownProjectsVersion(workspaceId, body.projectsVersion),
    noteSeen(workspaceId, runnerId),
  ]);
  const holdMs = projectsVersion === body.projectsVersion ? Math.min(body.waitMs, timers().pollHoldMs) : 0;
  const want: Want = {
    workspaceId,
    runnerId,
    epoch: caller.epoch ?? -1,
    claimId: body.claimId,
    // Without a project a claim still finds what it was granted before.
    projects: env().ENABLE_QUEUE_PROCESSOR ? mayServe(caller, body.projects) : [],
    labels: await noteLabels(caller, body.labels),
    // Without an engine it gets no work, but what needs no model.
    engines: caller.outOfQuota ? [] : [...body.engines].sort(),
    signedOnly: caller.signedOnly,
    stoodAt: null,
  };
  const grant = await desk().wait(want, holdMs, signal);
  if (grant.state === 'superseded') throw superseded();
  const assignment = grant.state === 'granted' ? grant.assignment : null;
  return {
    assignment,
    pollAfterMs: assignment || holdMs > 0 ? 0 : timers().pollAfterMs,
    projectsVersion,
    runnerStatus: caller.status,
  };
}

/** The projects that a runner serves, as far as it may. */
function mayServe({ projectIds }: Caller, served: string[]): string[] {
  const projects = served.map((id) => fromWireId('proj', id)).sort();
  return projectIds.length === 0 ? projects : projects.filter((id) => projectIds.includes(id));
}
