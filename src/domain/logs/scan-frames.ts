import { CONTINUES, FRAME_BYTES_MAX, FRAME_HEADER, streamOf } from '@/contract/log-frame';
import { AppError } from '@/lib/errors';

/** How many whole frames a chunk holds; throws BAD_REQUEST where it is cut or malformed. */
export function scanFrames(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let frames = 0;
  let at = 0;
  while (at < bytes.byteLength) {
    if (at + FRAME_HEADER > bytes.byteLength) throw malformed(at, 'ends within a frame’s header');
    const length = view.getUint32(at);
    const stream = view.getUint8(at + 4) & ~CONTINUES;
    if (length > FRAME_BYTES_MAX)
      throw malformed(at, `holds a frame of ${length} bytes; ${FRAME_BYTES_MAX} is the most`);
    if (streamOf(stream) === undefined) throw malformed(at, `names the unknown stream ${stream}`);
    at += FRAME_HEADER + length;
    frames++;
  }
  if (at !== bytes.byteLength || frames === 0) throw malformed(at, 'does not end with a frame');
  return frames;
}

const malformed = (at: number, what: string) =>
  new AppError('BAD_REQUEST', `The log chunk ${what}, at byte ${at}.`);
