import type { LogLine } from '@/contract/log';
import { FRAME_HEADER } from '@/contract/log-frame';
import { notFound } from '@/lib/errors';
import { toWireId } from '@/lib/ids';
import { logger } from '@/lib/logger';
import { engine } from '@/lib/pool';
import { shared } from '@/lib/shared';
import { topic, waitFor } from '@/lib/wake';
import { decodeFrames, frameToLine } from './decode-frames';
import { LOG_END, LOG_SINCE } from './log-feed.sql';

/** A missed wake-up is found within this. */
const LOOK_MS = 2_000;
/** While chunks keep coming they go out together, this far apart; after a silence at once. */
const GATHER_MS = 8;
const MOST_CHUNKS = 16;

/** Lines that follow one another, as everybody who watches gets them. */
export interface LogBatch {
  lines: LogLine[];
  /** The last line that is stored for certain: a reader that is cut off resumes after it. */
  storedLine: number;
  /** All that is known of, these included. */
  totalLines: number;
  /** The agent has ended and nothing follows. */
  complete: boolean;
  /** What was there is gone, as its time was over. */
  pruned: boolean;
}
type Take = (batch: LogBatch) => void;

interface Place {
  off: number;
  line: number;
}

/** A chunk of whole frames as it came. */
export interface Given {
  off: number;
  bytes: Uint8Array;
  tokenHash: Buffer;
}

/**
 * The one reader of an agent's log in this process, for however many viewers; it lives while somebody watches. Chunks
 * that arrive in this process go out from memory: what was stored elsewhere, or is missing, is read from the database.
 */
class LogFeed {
  private readonly takers = new Set<Take>();
  private readonly stop = new AbortController();
  /** The next byte and line that nobody was given yet. */
  private next: Place;
  private stored: Place;
  /** What the agent's last stored chunk came with: who sends it again is that agent. */
  private known: Buffer | null = null;
  private waiting: LogLine[] = [];
  /** What was given out before it was known to be stored: whoever joins now finds it nowhere else. */
  private loose: LogLine[] = [];
  private sentAt = Number.NEGATIVE_INFINITY;
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly workspaceId: string,
    private readonly agentId: string,
    from: Place,
  ) {
    this.next = from;
    this.stored = from;
    void this.run();
  }

  /** Hands every line from the returned one on to `take`, until `leave` is called. */
  join(take: Take): { line: number; leave(): void } {
    this.takers.add(take);
    const leave = () => {
      this.takers.delete(take);
      if (this.takers.size === 0) this.end();
    };
    const handed = this.next.line - this.waiting.length;
    const missing = this.loose.filter(({ line }) => line < handed);
    if (missing.length > 0) take(this.batch(missing, false));
    return { line: missing[0]?.line ?? handed, leave };
  }

  /** A chunk that is about to be stored: its bytes never change, so it may go out before. */
  arriving({ off, bytes, tokenHash }: Given): void {
    if (this.known?.equals(tokenHash)) this.give(off, bytes);
  }

  /** A chunk that is stored; true where this feed needs no look to know of it. */
  hasStored({ off, bytes, tokenHash }: Given, lines: number): boolean {
    this.known = tokenHash;
    if (this.stored.off === off)
      this.stored = { off: off + bytes.byteLength, line: this.stored.line + lines };
    this.give(off, bytes);
    this.settle();
    return this.stored.off === off + bytes.byteLength && this.next.off >= this.stored.off;
  }

  /** Gives out what of a chunk nobody was given yet: one that failed to be stored may come again as part of a longer one. */
  private give(off: number, bytes: Uint8Array): void {
    const end = off + bytes.byteLength;
    if (off > this.next.off || end <= this.next.off) return;
    let { line } = this.next;
    let at = off;
    for (const frame of decodeFrames(bytes)) {
      const isFresh = at >= this.next.off;
      at += FRAME_HEADER + frame.bytes.byteLength;
      if (!isFresh) continue;
      const given = frameToLine(frame, line++);
      this.waiting.push(given);
      this.loose.push(given);
    }
    this.next = { off: end, line };
    const quiet = performance.now() - this.sentAt;
    if (quiet >= GATHER_MS) this.send();
    else this.timer ??= setTimeout(() => this.send(), GATHER_MS - quiet);
  }

  private settle(): void {
    this.loose = this.loose.filter(({ line }) => line >= this.stored.line);
  }

  private batch(lines: LogLine[], complete: boolean): LogBatch {
    return {
      lines,
      storedLine: this.stored.line - 1,
      totalLines: this.next.line - 1,
      complete,
      pruned: false,
    };
  }

  private send(complete = false): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const lines = this.waiting;
    if (lines.length === 0 && !complete) return;
    this.waiting = [];
    this.sentAt = performance.now();
    const batch = this.batch(lines, complete);
    for (const take of [...this.takers]) take(batch);
  }

  /** Looks no further. */
  end(): void {
    this.stop.abort();
    clearTimeout(this.timer);
    if (feeds().get(this.agentId) === this) feeds().delete(this.agentId);
  }

  private async run(): Promise<void> {
    const { signal } = this.stop;
    while (!signal.aborted) {
      // Listening begins before the look, so nothing can be said in between.
      const pause = new AbortController();
      const woken = waitFor([topic.log(this.agentId)], LOOK_MS, AbortSignal.any([signal, pause.signal]));
      if (await this.look()) pause.abort();
      await woken;
    }
  }

  /** Reads what follows; true where more may be there already. */
  private async look(): Promise<boolean> {
    try {
      const rows = await engine.query(LOG_SINCE, [
        this.workspaceId,
        this.agentId,
        this.next.off,
        MOST_CHUNKS,
      ]);
      const [end] = rows;
      if (!end) {
        this.send(true);
        return false;
      }
      // What was stored while this was read is known already.
      if (end.bytes > this.stored.off) this.stored = { off: end.bytes, line: end.lines + 1 };
      for (const { off, chunk } of rows) if (chunk) this.give(off, chunk);
      this.settle();
      const whole = this.next.off >= end.bytes;
      if (end.ended && whole) this.send(true);
      return !whole && rows.length === MOST_CHUNKS;
    } catch (error) {
      logger().warn(
        { error: (error as Error).message },
        'a log could not be read; the next look tries again',
      );
      return false;
    }
  }
}

const feeds = () =>
  shared(
    'log-feeds',
    () => new Map<string, LogFeed>(),
    (held) => {
      for (const feed of held.values()) feed.end();
    },
  );

/**
 * Hands every line of an agent's log (database uuids) from the returned one on to `take`, until `leave` is called.
 * Throws NOT_FOUND where the workspace has no such agent.
 */
export async function joinFeed(
  workspaceId: string,
  agentId: string,
  take: Take,
): Promise<{ line: number; leave(): void }> {
  const [row] = await engine.query(LOG_END, [workspaceId, agentId]);
  if (!row) throw notFound('agent', toWireId('agent', agentId));
  let feed = feeds().get(agentId);
  if (!feed) {
    feed = new LogFeed(workspaceId, agentId, { off: row.bytes, line: row.lines + 1 });
    feeds().set(agentId, feed);
  }
  return feed.join(take);
}

/** The feed of an agent that somebody watches in this process. */
export const openFeed = (agentId: string): LogFeed | undefined => feeds().get(agentId);
