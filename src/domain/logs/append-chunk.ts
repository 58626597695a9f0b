import type { Desired } from '@/contract/attempt';
import { AppError } from '@/lib/errors';
import { type Fence, leaseLost } from '@/lib/fence';
import { groupCommit } from '@/lib/group-commit';
import { sha256 } from '@/lib/hash';
import { engine } from '@/lib/pool';
import { shared } from '@/lib/shared';
import { notify, notifyOthers, topic } from '@/lib/wake';
import { APPEND_CHUNKS, LOG_STATE, STORED_CHUNK } from './append-chunks.sql';
import { openFeed } from './log-feed';
import { appendVerdict } from './log-state';
import { scanFrames } from './scan-frames';

export interface Chunk extends Fence {
  /** Where it belongs, in framed bytes. */
  off: number;
  bytes: Uint8Array;
  /** Hexadecimal sha256 as the runner gave it. */
  digest: string | undefined;
}
interface Appended {
  next: number;
  duplicate: boolean;
  desired: Desired;
}
interface Put extends Chunk {
  lines: number;
  sha: Buffer;
}

/** Chunks of one process that arrive together, of whatever agents, are one statement. */
const put = () =>
  shared('append-chunks', () =>
    groupCommit<Put, { stored: boolean; next: number; desired: Desired } | null>({
      name: 'append-chunks',
      lanes: 2,
      maxBatch: 64,
      async run(batch) {
        const column = <T>(pick: (chunk: Put) => T) => batch.map(pick);
        const rows = await engine.query(APPEND_CHUNKS, [
          column((c) => c.agentId),
          column((c) => c.tokenHash),
          column((c) => c.off),
          column((c) => c.lines),
          column((c) => c.sha),
          column((c) => Buffer.from(c.bytes)),
        ]);
        const answers: ({
          stored: boolean;
          next: number;
          desired: Desired;
        } | null)[] = batch.map(() => null);
        for (const row of rows)
          answers[row.ord - 1] = {
            stored: row.stored,
            next: row.next,
            desired: row.desired,
          };
        tell(batch.filter((_, i) => answers[i]?.stored));
        return answers;
      },
    }),
  );

/**
 * Appends a chunk of whole frames at its offset. The same chunk again is a duplicate, not an error.
 * Throws LOG_GAP (details.next), LOG_CONFLICT, LEASE_LOST, or BAD_REQUEST for a malformed chunk.
 */
export async function appendChunk(chunk: Chunk): Promise<Appended> {
  const lines = scanFrames(chunk.bytes);
  const sha = sha256(chunk.bytes);
  if (chunk.digest !== sha.toString('hex'))
    throw new AppError(
      'LOG_CONFLICT',
      'The chunk does not have the digest of its AO-SHA256 header. Send it again.',
    );
  openFeed(chunk.agentId)?.arriving(chunk);
  const answer = await put()({ ...chunk, lines, sha });
  if (!answer) throw leaseLost();
  const { stored, next, desired } = answer;
  if (stored) return { next, duplicate: false, desired };
  const [known] = chunk.off < next ? await engine.query(STORED_CHUNK, [chunk.agentId, chunk.off]) : [];
  const verdict = appendVerdict(
    next,
    { off: chunk.off, len: chunk.bytes.byteLength, sha256: sha.toString('hex') },
    known ? { len: known.len, sha256: known.sha256.toString('hex') } : null,
  );
  if (verdict === 'duplicate') return { next, duplicate: true, desired };
  if (verdict === 'conflict')
    throw new AppError(
      'LOG_CONFLICT',
      `Other bytes are stored at ${chunk.off}. What has been acknowledged never changes.`,
      { details: { next } },
    );
  // One that fits was overtaken by another in the same statement: what it says of the log holds.
  throw new AppError(
    'LOG_GAP',
    `The log has come to byte ${next}; a chunk at ${chunk.off} would leave a gap.`,
    { details: { next } },
  );
}

/** Viewers in this process have it from memory, or look; those of other processes look. */
function tell(stored: Put[]): void {
  const behind = stored.filter((chunk) => openFeed(chunk.agentId)?.hasStored(chunk, chunk.lines) === false);
  const topicsOf = (chunks: Put[]) => new Set(chunks.map(({ agentId }) => topic.log(agentId)));
  notify(...topicsOf(behind));
  notifyOthers(...topicsOf(stored));
}

/** How far a live agent's log has come, and its chain digest. */
export async function logState({ agentId, tokenHash }: Fence): Promise<{ next: number; digest: string }> {
  const [row] = await engine.query(LOG_STATE, [agentId, tokenHash]);
  if (!row) throw leaseLost();
  return { next: row.next, digest: row.digest };
}
