import { parentPort } from 'node:worker_threads';
import { heartbeat } from '@/contract/attempt';
import { call } from '../server/call';
import type { ServerFault } from '../server/server-fault';
import type { FromThread, Progress, ToThread } from './heartbeat-messages';
import { afterBeatFault, beatPause } from './heartbeat-state';
import { now, trustWindow } from './trust-window';

type Added = Extract<ToThread, { type: 'add' }>;

const leases = new Map<string, { tell(progress: Progress): void; stop(): void }>();
const tell = (message: FromThread) => parentPort?.postMessage(message);

parentPort?.on('message', (message: ToThread) => {
  if (message.type === 'add') leases.set(message.agentId, keep(message));
  else if (message.type === 'remove') {
    leases.get(message.agentId)?.stop();
    leases.delete(message.agentId);
  } else {
    leases.get(message.agentId)?.tell(message.progress);
  }
});

/** Renews one lease until it is removed or lost. */
function keep({ agentId, origin, token, epoch, timers, memory, ...given }: Added) {
  const window = trustWindow(memory);
  const stopped = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let { progress } = given;
  let seq = 0;
  let missed = 0;
  let beating = false;
  let hurry = false;

  const beat = async () => {
    const sent = now();
    beating = true;
    hurry = false;
    try {
      const answer = await call(origin, heartbeat, {
        params: { id: agentId },
        body: { seq: seq++, ...progress },
        token,
        epoch,
        timeoutMs: Math.min(timers.requestTimeoutMs, timers.heartbeatMs),
        signal: stopped.signal,
      });
      window.renew(sent, answer.leaseTtlMs);
      missed = 0;
      tell({ type: 'beat', agentId, desired: answer.desired });
    } catch (error) {
      if (stopped.signal.aborted) return;
      const fault = error as ServerFault;
      if (afterBeatFault(fault.facts?.kind ?? 'final') === 'lost') {
        stopped.abort();
        return tell({ type: 'lost', agentId, sentence: fault.message, kind: fault.facts?.kind ?? 'final' });
      }
      missed++;
      window.missed(sent);
      tell({ type: 'missed', agentId, sentence: fault.message });
    } finally {
      beating = false;
    }
    schedule();
  };
  const schedule = () => {
    if (stopped.signal.aborted) return;
    timer = setTimeout(beat, beatPause({ missed, paused: progress.paused, hurry }, timers, Math.random()));
  };
  void beat();
  return {
    tell: (next: Progress) => {
      hurry ||= next.paused !== progress.paused;
      progress = next;
      if (!hurry || beating || missed > 0) return;
      clearTimeout(timer);
      schedule();
    },
    stop: () => {
      clearTimeout(timer);
      stopped.abort();
    },
  };
}
