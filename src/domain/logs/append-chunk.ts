import type { Desired } from '@/contract/attempt';
import { LOG_CAP } from '@/contract/protocol';
import { AppError } from '@/lib/errors';
import { type Fence, leaseLost } from '@/lib/fence';
import { groupCommit } from '@/lib/group-commit';
import { sha256 } from '@/lib/hash';
import { engine, type Statement } from '@/lib/pool';
import { shared } from '@/lib/shared';
import { notify, notifyOthers, topic } from '@/lib/wake';
import { APPEND_CHUNKS, APPEND_LATE_CHUNKS, LOG_STATE, STORED_CHUNK } from './append-chunks.sql';
import { openFeed } from './log-feed';
import { fullWorkspaces, isLastWord, noteStored } from './log-quota';
import { appendVerdict, isPastCap } from './log-state';
import { scanFrames } from './scan-frames';

interface Given {
  /** A database uuid. */
  agentId: string;
  /** Where it belongs, in framed bytes. */
  off: number;
  bytes: Uint8Array;
  /** Hexadecimal sha256 as the runner gave it. */
  digest: string | undefined;
}
type Chunk = Given & Fence;
type LateChunk = Given & { runnerId: string };
interface Appended {
  next: number;
  duplicate: boolean;
  desired: Desired;
}
type Put<C extends Given> = C & { lines: number; sha: Buffer; lastWord: boolean };
type Answer = { stored: boolean; fullUp: boolean; next: number; desired: Desired } | null;

/** Chunks of one process that arrive together, of whatever agents, are one statement. */
const put = () =>
  shared('append-chunks', () =>
    groupCommit<Put<Chunk>, Answer>({
      name: 'append-chunks',
      lanes: 2,
      maxBatch: 64,
      // The same chunk twice in one statement would look like a gap.
      key: ({ agentId, off }) => `${agentId} ${off}`,
      async run(batch) {
        const answers = await write(
          APPEND_CHUNKS,
          batch,
          batch.map(({ tokenHash }) => tokenHash),
        );
        tell(batch.filter((_, i) => answers[i]?.stored));
        return answers;
      },
    }),
  );

/**
 * Appends a chunk of whole frames at its offset. The same chunk again is a duplicate, not an error.
 * Throws LOG_GAP (details.next), LOG_CONFLICT, LOG_FULL where the log, or the workspace’s quota, has no room for it,
 * LEASE_LOST, or BAD_REQUEST for a malformed chunk.
 */
export async function appendChunk(given: Chunk): Promise<Appended> {
  const chunk = examine(given);
  // What may be refused is shown to nobody before it is stored.
  if (fullWorkspaces().length === 0) openFeed(chunk.agentId)?.arriving(chunk);
  return settle(chunk, await put()(chunk));
}

/** The same for an agent that ended without a result, by its runner; LEASE_LOST where that is a day ago or not so. */
export async function appendLateChunk(given: LateChunk): Promise<Appended> {
  const chunk = examine(given);
  const [answer = null] = await write(APPEND_LATE_CHUNKS, [chunk], [chunk.runnerId]);
  if (answer?.stored) notify(topic.log(chunk.agentId));
  return settle(chunk, answer);
}

function examine<C extends Given>(chunk: C): Put<C> {
  const sha = sha256(chunk.bytes);
  // Before its frames are looked at: one that was damaged on its way is to be sent again, wherever that was.
  if (chunk.digest !== sha.toString('hex'))
    throw new AppError(
      'LOG_CONFLICT',
      'The chunk does not have the digest of its AO-SHA256 header. Send it again.',
    );
  if (isPastCap(chunk.off, chunk.bytes.byteLength))
    throw new AppError(
      'LOG_FULL',
      `A log holds ${LOG_CAP} bytes. End it with a frame that says how many bytes are left out, and their sha256.`,
      { details: { cap: LOG_CAP } },
    );
  return { ...chunk, lines: scanFrames(chunk.bytes), sha, lastWord: isLastWord(chunk.bytes) };
}

async function write(statement: Statement, batch: Put<Given>[], proofs: unknown[]): Promise<Answer[]> {
  let end = 1;
  const starts = batch.map(({ bytes }) => {
    const start = end;
    end += bytes.byteLength;
    return start;
  });
  const rows = await engine.query(statement, [
    batch.map((c) => c.agentId),
    proofs,
    batch.map((c) => c.off),
    batch.map((c) => c.lines),
    batch.map((c) => c.sha),
    starts,
    batch.map((c) => c.lastWord),
    fullWorkspaces(),
    Buffer.concat(batch.map((c) => c.bytes)),
  ]);
  const answers: Answer[] = batch.map(() => null);
  for (const { ord, stored, full_up: fullUp, next, desired, workspace_id } of rows) {
    answers[ord - 1] = { stored, fullUp, next, desired };
    noteStored(workspace_id, stored ? (batch[ord - 1]?.bytes.byteLength ?? 0) : 0);
  }
  return answers;
}

async function settle(chunk: Put<Given>, answer: Answer): Promise<Appended> {
  if (!answer) throw leaseLost();
  const { stored, fullUp, next, desired } = answer;
  if (stored) return { next, duplicate: false, desired };
  const [known] = chunk.off < next ? await engine.query(STORED_CHUNK, [chunk.agentId, chunk.off]) : [];
  const verdict = appendVerdict(
    next,
    { off: chunk.off, len: chunk.bytes.byteLength, sha256: chunk.sha.toString('hex') },
    known ? { len: known.len, sha256: known.sha256.toString('hex') } : null,
  );
  if (verdict === 'duplicate') return { next, duplicate: true, desired };
  if (verdict === 'conflict')
    throw new AppError(
      'LOG_CONFLICT',
      `Other bytes are stored at ${chunk.off}. What has been acknowledged never changes.`,
      { details: { next } },
    );
  if (verdict === 'fits' && fullUp)
    throw new AppError(
      'LOG_FULL',
      'The logs of this workspace have all the bytes that its quota allows. End this one with a frame that says how many are left out, and their sha256.',
      { details: { next, quota: 'logBytes' } },
    );
  // One that fits was overtaken by another in the same statement: what it says of the log holds.
  throw new AppError(
    'LOG_GAP',
    `The log has come to byte ${next}; a chunk at ${chunk.off} would leave a gap.`,
    { details: { next } },
  );
}

/** Viewers in this process have it from memory, or look; those of other processes look. */
function tell(stored: Put<Chunk>[]): void {
  const behind = stored.filter((chunk) => openFeed(chunk.agentId)?.hasStored(chunk, chunk.lines) === false);
  const topicsOf = (chunks: Put<Chunk>[]) => new Set(chunks.map(({ agentId }) => topic.log(agentId)));
  notify(...topicsOf(behind));
  notifyOthers(...topicsOf(stored));
}

/** How far a live agent's log has come, and its chain digest. */
export async function logState({ agentId, tokenHash }: Fence): Promise<{ next: number; digest: string }> {
  const [row] = await engine.query(LOG_STATE, [agentId, tokenHash]);
  if (!row) throw leaseLost();
  return { next: row.next, digest: row.digest };
}
