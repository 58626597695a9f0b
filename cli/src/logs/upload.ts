import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { appendLogs, type Desired, logState } from '@/contract/attempt';
import { HEADER, LOG_CHUNK_MAX } from '@/contract/protocol';
import { racePoint } from '../config/race-point';
import { withRetries } from '../server/retry';
import { ServerFault } from '../server/server-fault';
import type { Caller } from '../server/session';
import type { Chunk, Spool } from './spool';
import { afterAsked, afterRefusal, afterStored, MOST_REPEATS, NOTHING_STORED } from './upload-state';

/** A moment for lines to gather while an agent is talking; after a silence the first goes at once. */
const GATHER_MS = { quiet: 0, busy: 100 };

export interface Uploader {
  /** Tells that there is more to send. */
  wake(): void;
  /** Resolves when all of the log is stored; throws a ServerFault when it cannot be. */
  flush(): Promise<{ logBytes: number; logDigest: string }>;
  /** Asks the server how far it has come and goes on from there. */
  resync(): Promise<void>;
  /** Sends no more. */
  stop(): void;
}

export interface UploadOptions {
  agentId: string;
  call: Caller;
  spool: Spool;
  onDesired(desired: Desired): void;
  /** The log can no longer be sent: why. */
  onLost(fault: ServerFault): void;
}

/** Sends a spool to the server, one chunk at a time, each until it is stored; the chain digest goes along. */
export function createUploader({ agentId, call, spool, onDesired, onLost }: UploadOptions): Uploader {
  const stopped = new AbortController();
  const params = { id: agentId };
  let stored = NOTHING_STORED;
  let running: Promise<void> | null = null;
  let fault: ServerFault | null = null;
  let sentAt = Number.NEGATIVE_INFINITY;
  let hurry = false;
  let cutAt = -1;
  let repeats = 0;

  const askState = async () => {
    const said = await withRetries(() => call(logState, { params }), { signal: stopped.signal });
    const moved = afterAsked(stored, said);
    stored = moved ?? stored;
    return moved !== null;
  };

  const send = async (chunk: Chunk) => {
    const sha256 = createHash('sha256').update(chunk.bytes).digest();
    racePoint('chunk-before-send');
    try {
      const answer = await withRetries(
        () =>
          call(appendLogs, {
            params,
            query: { off: chunk.offset },
            bytes: chunk.bytes,
            headers: { [HEADER.sha256]: sha256.toString('hex') },
            signal: stopped.signal,
          }),
        { signal: stopped.signal, longestPauseMs: 10_000 },
      );
      racePoint('chunk-acked');
      repeats = 0;
      stored = afterStored(stored, { offset: chunk.offset, length: chunk.bytes.length, sha256 });
      onDesired(answer.desired);
    } catch (error) {
      if (error instanceof ServerFault && error.facts.code === 'LOG_FULL' && cutAt !== stored.offset) {
        // The workspace's quota: as with the log's own cap the work goes on, and the log says what it lacks.
        cutAt = stored.offset;
        return spool.cutAt(cutAt);
      }
      if (!(error instanceof ServerFault) || afterRefusal(error.facts) !== 'ask') throw error;
      // It stands where we think: what it refused is not what was sent.
      if (!(await askState()) && ++repeats > MOST_REPEATS) throw error;
    }
  };

  const run = async () => {
    while (!stopped.signal.aborted && !fault) {
      await spool.sync();
      const chunk = spool.chunkAt(stored.offset);
      if (!chunk) return;
      await send(chunk);
      sentAt = performance.now();
      // A full chunk is followed by the next; less than that waits for company.
      if (!hurry && chunk.bytes.length < LOG_CHUNK_MAX / 2) return;
    }
  };
  const start = () => {
    if (running || fault || stopped.signal.aborted) return;
    const busy = performance.now() - sentAt < 1000;
    running = sleep(hurry ? 0 : busy ? GATHER_MS.busy : GATHER_MS.quiet)
      .then(run)
      .catch((error) => {
        if (stopped.signal.aborted) return;
        fault = error instanceof ServerFault ? error : new ServerFault(String(error), LOCAL);
        onLost(fault);
      })
      .finally(() => {
        running = null;
        if (!fault && stored.offset < spool.length()) start();
      });
  };

  return {
    wake: start,
    flush: async () => {
      hurry = true;
      while (stored.offset < spool.length() && !fault && !stopped.signal.aborted) {
        start();
        await running;
      }
      if (fault) throw fault;
      return { logBytes: stored.offset, logDigest: stored.digest };
    },
    resync: async () => {
      await askState();
    },
    stop: () => stopped.abort(),
  };
}

const LOCAL = {
  kind: 'final',
  code: 'DISK_FULL',
  status: null,
  retryAfterMs: null,
  details: {},
  requestId: null,
} as const;
