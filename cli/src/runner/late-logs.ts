import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sendLateLog } from '../logs/send-late-log';
import { openSpool } from '../logs/spool';
import type { RunnerServer } from '../server/session';
import { sayOf } from '../terminal/say';
import { agentFolder, dropAgentFolder } from './agent-folder';

/** Logs of agents that ended without a result and were not sent whole: sent one after another, in the background. */
export interface LateLogs {
  /** Sends the rest of an agent's log, then forgets the agent. */
  send(agentId: string, taskRef: string): void;
  /** Waits so many milliseconds for what is under way; the rest stays on disk for the next start. */
  close(patienceMs: number): Promise<void>;
}

export function openLateLogs(server: RunnerServer): LateLogs {
  const over = new AbortController();
  let sending: Promise<unknown> = Promise.resolve();

  const offer = async (agentId: string, taskRef: string): Promise<void> => {
    if (over.signal.aborted) return;
    const path = join(agentFolder(agentId), 'log.bin');
    const spool = existsSync(path) ? openSpool(path) : null;
    try {
      const sent = spool ? await sendLateLog(agentId, spool, server.call, over.signal) : 0;
      if (sent > 0) sayOf(taskRef, `Sent the rest of the log of an agent that has ended (${sent} bytes).`);
    } catch {
      // Cut off: the next start sends it. Else nobody wants it: its agent has a result, or ended a day ago, or there is no room.
      if (over.signal.aborted) return;
    } finally {
      spool?.close();
    }
    dropAgentFolder(agentId);
  };

  return {
    send: (agentId, taskRef) => {
      sending = sending.then(() => offer(agentId, taskRef)).catch(() => {});
    },
    close: async (patienceMs) => {
      await Promise.race([sending, sleep(patienceMs, undefined, { ref: false })]);
      over.abort();
      await sending;
    },
  };
}
