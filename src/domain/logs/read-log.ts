import type { LogLine, LogPage } from '@/contract/log';
import type { Tx } from '@/lib/db';
import { toWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { decodeFrames, frameToLine } from './decode-frames';
import { findLog } from './find-log';
import { CHUNKS_BY_LINE } from './read-log.sql';

/** A page never needs more than this of the log in memory (4 MiB): very long lines make it shorter than asked. */
const MOST_CHUNKS = 16;

/** Lines of an agent's log (wire id) from `fromLine` on, at most `limit`; throws NOT_FOUND. */
export async function readLog(
  tx: Tx,
  runs: Pick<Runs, 'query'>,
  wireId: string,
  { fromLine, limit }: { fromLine: number; limit: number },
): Promise<LogPage> {
  const place = await findLog(tx, wireId);
  const chunks = await runs.query<{ first_line: number; bytes: Uint8Array }>(CHUNKS_BY_LINE, [
    place.startDay,
    place.agentId,
    fromLine,
    fromLine + limit,
    MOST_CHUNKS,
  ]);
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
