import { parentPort } from 'node:worker_threads';
import { heartbeat } from '@/contract/attempt';
import { call } from '../server/call';
import { isFault, type ServerFault } from '../server/server-fault';
import type { FromThread, Progress, ToThread } from './heartbeat-messages';
import { now, trustWindow } from './trust-window';

type Added = Extract<ToThread, { type: 'add' }>;

const leases = new Map<string, { progress: Progress; stop(): void }>();
const tell = (message: FromThread) => parentPort?.postMessage(message);

parentPort?.on('message', (message: ToThread) => {
  if (message.type === 'add') leases.set(message.agentId, keep(message));
  else if (message.type === 'remove') {
    leases.get(message.agentId)?.stop();
    leases.delete(message.agentId);
  } else {
    const lease = leases.get(message.agentId);
    if (lease) lease.progress = message.progress;
  }
});

/** Renews one lease until it is removed or lost. */
function keep({ agentId, origin, token, epoch, timers, memory, progress }: Added) {
  const window = trustWindow(memory);
  const stopped = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const lease = {
    progress,
    stop: () => {
      clearTimeout(timer);
      stopped.abort();
    },
  };
  let seq = 0;
  let missed = 0;

  const beat = async () => {
    const sent = now();
    try {
      const answer = await call(origin, heartbeat, {
        params: { id: agentId },
        body: { seq: seq++, ...lease.progress },
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
      if (!isFault(error, 'transient')) {
        stopped.abort();
        return tell({ type: 'lost', agentId, sentence: fault.message, kind: fault.facts?.kind ?? 'final' });
      }
      missed++;
      tell({ type: 'missed', agentId, sentence: fault.message });
    }
    schedule();
  };
  const schedule = () => {
    if (stopped.signal.aborted) return;
    // After a miss sooner than usual, and never all runners at once.
    const pause =
      missed > 0
        ? 200 + Math.random() * Math.min(timers.heartbeatMs, 500 * 2 ** Math.min(missed, 6))
        : timers.heartbeatMs * (0.8 + Math.random() * 0.4);
    timer = setTimeout(beat, pause);
  };
  void beat();
  return lease;
}
