import type { SessionOpened } from '@/contract/session';
import { openAgentLog } from '../logs/agent-log';
import { lostLease, ServerFault } from '../server/server-fault';
import type { RunnerServer } from '../server/session';
import { unlessAborted } from '../server/unless-aborted';
import { sayOf } from '../terminal/say';
import { type AgentNote, agentFolder, dropAgentFolder } from './agent-folder';
import { afterHandIn, leftoverFate } from './delivery-state';
import type { LateLogs } from './late-logs';
import { type Lease, type LeaseKeeper, untilSure } from './lease';
import { deliverResult, failed, NO_USAGE, type Result, storedResult } from './result';
import { meaningOf } from './stop-state';
import type { Moment } from './trust-window';

/** So many are handed in at the same time: a crash may leave many, and their logs may be long. */
const LANES = 4;

/** What an earlier process left behind, on its way to the server beside new work. */
export interface HandingIn {
  /** How many the server has not answered for yet. */
  waiting(): number;
  /** Ends the waiting at once: what the server has not taken stays on disk for the next start. */
  close(): Promise<void>;
}

interface Given {
  opened: SessionOpened;
  /** When the session was asked for: from then on the server counts the leases that it handed over. */
  since: Moment;
  server: RunnerServer;
  leases: LeaseKeeper;
  late: LateLogs;
  secrets: string[];
  /** This runner may not go on at all. */
  onFatal(error: unknown): void;
}

/** An agent that the new session goes on with. */
interface Adopted {
  note: AgentNote;
  token: string;
  lease: Lease;
  /** Aborted, with the fault that says so, once it is ours no longer. */
  gone: AbortSignal;
}

/**
 * Sends the log and result of each agent that the server still counts as ours until they are taken or refused for good,
 * and renews its lease meanwhile; of the others what the server lacks of their logs.
 */
export function handInLeftovers(left: AgentNote[], given: Given): HandingIn {
  const over = new AbortController();
  const queue = left.flatMap((note) => {
    const fate = leftoverFate(note.agentId, given.opened.adopt);
    if (fate !== 'forget') return [adopt(note, fate.token, given)];
    sayOf(
      note.taskRef,
      'What an earlier run left behind belongs to no live agent any more; the work is kept.',
    );
    given.late.send(note.agentId, note.taskRef);
    return [];
  });
  let waiting = queue.length;
  const lane = async () => {
    for (let one = queue.shift(); one && !over.signal.aborted; one = queue.shift()) {
      await handIn(one, given, over.signal);
      waiting--;
    }
  };
  const lanes = Promise.all(Array.from({ length: LANES }, lane));
  return {
    waiting: () => waiting,
    close: async () => {
      over.abort(new Error('the runner is leaving'));
      await lanes;
    },
  };
}

function adopt(note: AgentNote, token: string, { leases, opened, since }: Given): Adopted {
  const gone = new AbortController();
  const lease = leases.keep({
    agentId: note.agentId,
    token,
    ttlMs: opened.timers.leaseTtlMs,
    since,
    phase: 'handing in',
    onDesired: () => {},
    onMissed: () => {},
    onLost: (sentence, kind) => {
      const { lost, fatal } = meaningOf(kind);
      // A heartbeat that failed in any other way says nothing of what becomes of the result.
      if (lost || fatal) gone.abort(lostLease(sentence, kind));
    },
  });
  return { note, token, lease, gone: gone.signal };
}

/** Ends with its folder gone, or kept for the next start. Never rejects. */
async function handIn(adopted: Adopted, given: Given, over: AbortSignal): Promise<void> {
  const { note, lease, gone } = adopted;
  try {
    const { taken, taskStatus } = await offer(adopted, given, AbortSignal.any([over, gone]));
    sayOf(
      note.taskRef,
      `Handed in what an earlier run left behind (${taken.outcome}); the task is ${taskStatus}.`,
    );
    dropAgentFolder(note.agentId);
  } catch (error) {
    const fault = gone.aborted ? gone.reason : error;
    const kind = fault instanceof ServerFault ? fault.facts.kind : null;
    const fate = over.aborted ? 'keep' : afterHandIn(kind);
    sayOf(
      note.taskRef,
      fate === 'keep'
        ? `Not handed in yet, it stays on this machine for the next start: ${(fault as Error).message}`
        : `Could not be handed in: ${(fault as Error).message}`,
    );
    if (fate === 'forget') given.late.send(note.agentId, note.taskRef);
    if (kind !== null && meaningOf(kind).fatal) given.onFatal(fault);
  } finally {
    lease.end();
  }
}

const HANDED_BACK: Result = {
  ...failed(
    'restarted',
    'The runner was restarted while this was under way; what stood in the working tree is kept for the next attempt.',
  ),
  outcome: 'released',
};

async function offer({ note, token, lease }: Adopted, { server, secrets }: Given, signal: AbortSignal) {
  const folder = agentFolder(note.agentId);
  const call = server.asAgent(token);
  const log = openAgentLog({
    folder,
    secrets: [...secrets, token],
    agentId: note.agentId,
    call,
    onDesired: () => {},
    onLost: () => {},
    onFull: () => {},
    onBroken: () => {},
  });
  try {
    await unlessAborted(log.resend(), signal);
    const stored = storedResult(folder);
    if (!stored) log.note('The runner was restarted; this agent ends here.');
    const { result, usage } = stored ?? { result: HANDED_BACK, usage: NO_USAGE };
    return await deliverResult(
      {
        agentId: note.agentId,
        folder,
        call,
        log,
        mayWrite: (ended) => untilSure(lease, ended),
        signal,
      },
      result,
      usage,
    );
  } finally {
    log.close();
  }
}
