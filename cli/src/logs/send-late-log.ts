import { createHash } from 'node:crypto';
import { appendLateLogs } from '@/contract/attempt';
import { HEADER } from '@/contract/protocol';
import { withRetries } from '../server/retry';
import { ServerFault } from '../server/server-fault';
import type { Caller } from '../server/session';
import type { Chunk, Spool } from './spool';
import { MOST_REPEATS } from './upload-state';

/**
 * Sends what the server does not have yet of the log of an agent that has ended without a result; returns how many bytes
 * that was. Throws a ServerFault: LEASE_LOST where nobody wants it (any more).
 */
export async function sendLateLog(
  agentId: string,
  spool: Spool,
  call: Caller,
  signal: AbortSignal,
): Promise<number> {
  await spool.sync();
  let sent = 0;
  for (let off = 0; ; ) {
    const chunk = spool.chunkAt(off);
    if (!chunk) return sent;
    const { next, duplicate } = await put(agentId, chunk, call, signal);
    if (!duplicate) sent += chunk.bytes.length;
    // One that it has already tells how far it has come.
    off = next;
  }
}

async function put(agentId: string, { offset, bytes }: Chunk, call: Caller, signal: AbortSignal) {
  const headers = { [HEADER.sha256]: createHash('sha256').update(bytes).digest('hex') };
  const given = { params: { id: agentId }, query: { off: offset }, bytes, headers, signal };
  for (let repeats = 0; ; repeats++)
    try {
      return await withRetries(() => call(appendLateLogs, given), { signal });
    } catch (error) {
      if (!(error instanceof ServerFault)) throw error;
      const { code, details } = error.facts;
      // Its chunks were cut elsewhere than these.
      const next = Number(details.next);
      if (next > offset) return { next, duplicate: true };
      const isDamaged = code === 'LOG_CONFLICT' && details.next === undefined;
      if (!isDamaged || repeats === MOST_REPEATS) throw error;
    }
}
