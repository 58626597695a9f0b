import type { LogStream } from '@/contract/log';
import { asWorkspace } from '@/lib/db';
import { decodeFrames } from './decode-frames';
import { findLog } from './find-log';
import { CHUNKS_BY_OFFSET } from './read-log.sql';

const MOST_CHUNKS = 32;

/** The exact bytes of one stream of an agent's log (wire id), or of all of them in order, and a name for the file. Throws NOT_FOUND. */
export async function downloadLog(
  workspaceId: string,
  wireId: string,
  stream?: LogStream,
): Promise<{ bytes: Uint8Array; fileName: string }> {
  const place = await asWorkspace(workspaceId, (tx) => findLog(tx, wireId));
  const pieces: Uint8Array[] = [];
  for (let after: string | null = '-1'; after !== null; ) {
    const from: string = after;
    const chunks: { off: string; bytes: Uint8Array }[] = await asWorkspace(workspaceId, (_, runs) =>
      runs.query(CHUNKS_BY_OFFSET, [place.startDay, place.agentId, from, MOST_CHUNKS]),
    );
    for (const { bytes } of chunks) {
      for (const frame of decodeFrames(bytes))
        if (stream === undefined || frame.stream === stream) pieces.push(frame.bytes);
    }
    after = chunks.length === MOST_CHUNKS ? (chunks.at(-1)?.off ?? null) : null;
  }
  return { bytes: Buffer.concat(pieces), fileName: `${place.title}${stream ? `-${stream}` : ''}.log` };
}
