import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Assignment, type ClaimAnswer, claim } from '@/contract/claim';
import type { RunnerStatus } from '@/contract/runner';
import type { EngineName } from '@/contract/task';
import { withRetries } from '../server/retry';
import type { RunnerServer } from '../server/session';
import { warn } from '../terminal/say';
import { type Moment, now } from './trust-window';

/** A project that turns serveable (a branch made, a folder restored) is noticed within this time, in milliseconds. */
const RESCAN_MS = 60_000;
/** Whatever the server says, it is asked neither in a busy loop nor never again. */
const POLL_LEAST_MS = 20;
const POLL_MOST_MS = 60_000;

export interface ClaimLoop {
  server: RunnerServer;
  engines: EngineName[];
  labels: string[];
  pollHoldMs: number;
  /** Ends the loop: no more claims. */
  signal: AbortSignal;
  /** Resolves when there is room for one more agent. */
  room(): Promise<void>;
  served(): { projectIds: string[]; version: string };
  rescan(): Promise<void>;
  onAssignment(assignment: Assignment, since: Moment): void;
  /** Whether to ask only once; told when there was nothing. */
  once: boolean;
  onNothing(): void;
  /** Told with each answer how this runner stands. */
  onStatus(status: RunnerStatus): void;
}

/** Asks for work until told to stop: one request at a time, held by the server while there is none. */
export async function claimLoop(loop: ClaimLoop): Promise<void> {
  let scanned = performance.now();
  while (!loop.signal.aborted) {
    await loop.room();
    if (loop.signal.aborted) return;
    if (performance.now() - scanned > RESCAN_MS) {
      await loop.rescan();
      scanned = performance.now();
    }
    const asked = await ask(loop);
    if (!asked) return;
    const { answer, since } = asked;
    if (answer.runnerStatus) loop.onStatus(answer.runnerStatus);
    if (answer.assignment) loop.onAssignment(answer.assignment, since);
    if (loop.signal.aborted) return;
    if (answer.projectsVersion !== loop.served().version) {
      await loop.rescan();
      scanned = performance.now();
      if (!answer.assignment && loop.once) continue;
    }
    if (loop.once) {
      if (!answer.assignment) loop.onNothing();
      return;
    }
    if (!answer.assignment)
      await sleep(
        Math.min(Math.max(answer.pollAfterMs, POLL_LEAST_MS), POLL_MOST_MS) * (0.5 + Math.random()),
        undefined,
        { signal: loop.signal },
      ).catch(() => {});
  }
}

/** One claim, repeated under the same id until it is answered; null when the loop has ended. */
async function ask(loop: ClaimLoop): Promise<{ answer: ClaimAnswer; since: Moment } | null> {
  const claimId = randomUUID();
  const waitMs = loop.once ? 1000 : loop.pollHoldMs;
  let since = now();
  let told = false;
  try {
    const answer = await withRetries(
      () => {
        const { projectIds, version } = loop.served();
        since = now();
        return loop.server.call(claim, {
          body: {
            claimId,
            waitMs,
            projects: projectIds,
            projectsVersion: version,
            labels: loop.labels,
            engines: loop.engines,
          },
          signal: loop.signal,
          timeoutMs: waitMs + 15_000,
        });
      },
      {
        signal: loop.signal,
        onWait: (fault, pauseMs) => {
          if (!told)
            warn(`${fault.message} Trying again in ${Math.ceil(pauseMs / 1000)} s, and until it works.`);
          told = true;
        },
      },
    );
    return { answer, since };
  } catch (error) {
    if (loop.signal.aborted) return lateGrant(loop, claimId);
    throw error;
  }
}

/**
 * What the server may have granted while the claim was being cut off: the same claim, for no project, gives an
 * earlier grant and never a new one.
 */
async function lateGrant(
  { server, engines, labels, served }: ClaimLoop,
  claimId: string,
): Promise<{ answer: ClaimAnswer; since: Moment } | null> {
  const since = now();
  const body = { claimId, waitMs: 0, projects: [], projectsVersion: served().version, labels, engines };
  try {
    const answer = await withRetries(() => server.call(claim, { body, timeoutMs: 2000 }), {
      giveUpAfterMs: 4000,
      longestPauseMs: 500,
    });
    return { answer, since };
  } catch {
    return null;
  }
}
