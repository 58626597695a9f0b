import type { LogLine } from '@/contract/log';
import { CONTINUES, FRAME_HEADER, streamOf } from '@/contract/log-frame';

/** One frame of a chunk: a line with its newline, or a piece of a longer one. */
export interface Frame {
  stream: LogLine['stream'];
  /** Milliseconds since 1970, as the runner's clock had it. */
  atMs: number;
  continues: boolean;
  bytes: Uint8Array;
}

/** The last moment that ISO 8601 writes with four digits; a runner's clock may say anything. */
const LAST_MS = 253_402_300_799_999;

/** The frames of a stored chunk, in order; `scanFrames` has checked it when it came. The bytes are views of it. */
export function* decodeFrames(chunk: Uint8Array): Generator<Frame> {
  const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  for (let at = 0; at < chunk.byteLength; ) {
    const length = view.getUint32(at);
    const marked = view.getUint8(at + 4);
    const begin = at + FRAME_HEADER;
    at = begin + length;
    yield {
      stream: streamOf(marked & ~CONTINUES)!,
      atMs: Math.min(LAST_MS, Math.max(0, Number(view.getBigInt64(begin - 8)))),
      continues: (marked & CONTINUES) !== 0,
      bytes: chunk.subarray(begin, at),
    };
  }
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** A frame as a line of the log, without its newline; bytes that are not UTF-8 show as replacement characters. */
export const frameToLine = ({ stream, atMs, continues, bytes }: Frame, line: number): LogLine => ({
  line,
  at: new Date(atMs).toISOString(),
  stream,
  text: utf8.decode(bytes).replace(/\r?\n$/, ''),
  continues,
});
