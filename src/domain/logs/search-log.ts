import type { QueryOf, ReturnsOf } from '@/contract/endpoint';
import type { searchLogs as endpoint, LogLine } from '@/contract/log';
import { asWorkspace, type Viewer } from '@/lib/db';
import { reading } from '@/lib/pool';
import { decodeFrames, frameToLine } from './decode-frames';
import { findLog } from './find-log';
import { CHUNKS_TO_SEARCH } from './read-log.sql';

/** So much is in memory at once: 4 MiB where chunks are full. */
const MOST_CHUNKS = 16;
/** After so much a search answers what it has, and where to go on: 64 MiB where chunks are full. */
const MOST_LOOKS = 16;

/**
 * Lines of an agent's log (wire id) that hold a text, whatever the case of its letters, from `fromLine` on and at most
 * `limit`. Throws NOT_FOUND.
 */
export async function searchLog(
  who: Viewer,
  wireId: string,
  { q, fromLine, limit }: QueryOf<typeof endpoint>,
): Promise<ReturnsOf<typeof endpoint>> {
  const place = await asWorkspace(who, (tx) => findLog(tx, wireId));
  const holds = matcher(q);
  const lines: LogLine[] = [];
  let next = fromLine;
  let found = false;
  for (let look = 0; next <= place.totalLines; look++) {
    if (look === MOST_LOOKS) return { lines, nextLine: next, pruned: false };
    const values = [who.workspaceId, place.startDay, place.agentId, next, MOST_CHUNKS];
    const chunks = await reading.query<{ first_line: number; lines: number; bytes: Buffer }>(
      CHUNKS_TO_SEARCH,
      values,
    );
    if (chunks.length === 0) break;
    found = true;
    for (const chunk of chunks) {
      if (holds(chunk.bytes)) {
        let line = chunk.first_line - 1;
        for (const frame of decodeFrames(chunk.bytes)) {
          line++;
          if (line < next || !holds(frame.bytes as Buffer)) continue;
          if (lines.length === limit) return { lines, nextLine: line, pruned: false };
          lines.push(frameToLine(frame, line));
        }
      }
      next = chunk.first_line + chunk.lines;
    }
  }
  return { lines, nextLine: null, pruned: place.ended && !found && fromLine <= place.totalLines };
}

/** Whether bytes hold a text. Each byte is taken for a character, which is several times cheaper, where it is all ASCII. */
function matcher(text: string): (bytes: Buffer) => boolean {
  const wanted = text.toLowerCase();
  const encoding = Buffer.byteLength(text) === text.length ? 'latin1' : 'utf8';
  return (bytes) => bytes.toString(encoding).toLowerCase().includes(wanted);
}
