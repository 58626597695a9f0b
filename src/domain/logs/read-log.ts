import type { LogLine, LogPage } from '@/contract/log';
import type { Tx } from '@/lib/db';
import { toWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { decodeFrames, frameToLine } from './decode-frames';
import { findLog, type LogPlace } from './find-log';
import { CHUNKS_BY_LINE, LAST_CHUNKS } from './read-log.sql';

/** A page never needs more than this of the log in memory (4 MiB): very long lines make it shorter than asked. */
const MOST_CHUNKS = 16;
const MOST_BYTES = 4 * 1024 * 1024;
/** The end of a log that is being written lies in small chunks. */
const MOST_SMALL_CHUNKS = 256;

interface Chunk {
  first_line: number;
  bytes: Uint8Array;
}

/** Lines of an agent's log (wire id) from `fromLine` on, at most `limit`, or the `last` ones; throws NOT_FOUND. */
export async function readLog(
  tx: Tx,
  runs: Pick<Runs, 'query'>,
  wireId: string,
  { fromLine: from, limit: most, last }: { fromLine: number; limit: number; last?: number },
): Promise<LogPage> {
  const place = await findLog(tx, wireId);
  const fromLine = last ? Math.max(1, place.totalLines - last + 1) : from;
  const limit = last ?? most;
  const chunks = last
    ? await lastChunks(runs, place, fromLine)
    : await chunksFrom(runs, place, fromLine, limit);
  const lines: LogLine[] = [];
  for (const chunk of chunks) {
    let line = chunk.first_line;
    for (const frame of decodeFrames(chunk.bytes)) {
      if (line >= fromLine && lines.length < limit) lines.push(frameToLine(frame, line));
      line++;
    }
  }
  const pruned = place.ended && chunks.length === 0 && fromLine <= place.totalLines;
  const reached = lines.at(-1)?.line ?? fromLine - 1;
  return {
    agentId: toWireId('agent', place.agentId),
    lines,
    totalLines: place.totalLines,
    totalBytes: place.totalBytes,
    complete: place.ended && (pruned || reached >= place.totalLines),
    pruned,
  };
}

const chunksFrom = (runs: Pick<Runs, 'query'>, place: LogPlace, fromLine: number, limit: number) =>
  runs.query<Chunk>(CHUNKS_BY_LINE, [place.startDay, place.agentId, fromLine, fromLine + limit, MOST_CHUNKS]);

async function lastChunks(runs: Pick<Runs, 'query'>, place: LogPlace, fromLine: number): Promise<Chunk[]> {
  const { startDay, agentId } = place;
  const chunks = await runs.query<Chunk>(LAST_CHUNKS, [
    startDay,
    agentId,
    fromLine,
    MOST_SMALL_CHUNKS,
    MOST_BYTES,
  ]);
  return chunks.reverse();
}
