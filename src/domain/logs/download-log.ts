import type { LogStream } from '@/contract/log';
import { asWorkspace, type Viewer } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { decodeFrames } from './decode-frames';
import { findLog } from './find-log';
import { CHUNKS_BY_OFFSET } from './read-log.sql';

const MOST_CHUNKS = 32;

/** The exact bytes of one stream of an agent's log (wire id), or of all of them in order, and a name for the file. Throws NOT_FOUND or LOG_PRUNED. */
export async function downloadLog(
  who: Viewer,
  wireId: string,
  stream?: LogStream,
): Promise<{ bytes: Uint8Array; fileName: string }> {
  const place = await asWorkspace(who, (tx) => findLog(tx, wireId));
  const pieces: Uint8Array[] = [];
  let read = 0;
  for (let after: string | null = '-1'; after !== null; ) {
    const from: string = after;
    const chunks: { off: string; bytes: Uint8Array }[] = await asWorkspace(who, (_, runs) =>
      runs.query(CHUNKS_BY_OFFSET, [place.startDay, place.agentId, from, MOST_CHUNKS]),
    );
    read += chunks.length;
    for (const { bytes } of chunks) {
      for (const frame of decodeFrames(bytes))
        if (stream === undefined || frame.stream === stream) pieces.push(frame.bytes);
    }
    after = chunks.length === MOST_CHUNKS ? (chunks.at(-1)?.off ?? null) : null;
  }
  if (place.totalBytes > 0 && read === 0 && place.ended) throw pruned();
  return { bytes: Buffer.concat(pieces), fileName: `${place.title}${stream ? `-${stream}` : ''}.log` };
}

const pruned = () =>
  new AppError(
    'LOG_PRUNED',
    'This log was removed when its time was over. LOG_RETENTION_DAYS says how long logs are kept.',
  );
