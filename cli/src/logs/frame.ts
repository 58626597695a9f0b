import type { LogStream } from '@/contract/log';
import { CONTINUES, FRAME_BYTES_MAX, FRAME_HEADER, STREAM } from '@/contract/log-frame';

/** One frame of a log. */
export function makeFrame(stream: LogStream, atMs: number, bytes: Uint8Array, continues: boolean): Buffer {
  const frame = Buffer.allocUnsafe(FRAME_HEADER + bytes.length);
  frame.writeUInt32BE(bytes.length, 0);
  frame.writeUInt8(STREAM[stream] | (continues ? CONTINUES : 0), 4);
  frame.writeBigInt64BE(BigInt(Math.trunc(atMs)), 5);
  frame.set(bytes, FRAME_HEADER);
  return frame;
}

/**
 * Cuts one stream's bytes into frames: a frame is a line with its newline, or a piece of at most 64 KiB of a
 * longer line, cut between characters. `push` gives the frames that are complete, `pause` a piece of the line that has
 * begun, `end` what is left.
 */
export function createLineCutter(stream: LogStream, now: () => number = Date.now) {
  let rest: Buffer = Buffer.alloc(0);
  /** The last frame said that its line goes on. */
  let goesOn = false;

  const take = (final: boolean): Buffer[] => {
    const frames: Buffer[] = [];
    let from = 0;
    for (;;) {
      const newline = rest.indexOf(0x0a, from);
      const end = newline < 0 ? rest.length : newline + 1;
      if (end - from > FRAME_BYTES_MAX) {
        const cut = characterBound(rest, from, from + FRAME_BYTES_MAX);
        frames.push(makeFrame(stream, now(), rest.subarray(from, cut), true));
        from = cut;
      } else if (newline >= 0 || (final && end > from)) {
        frames.push(makeFrame(stream, now(), rest.subarray(from, end), false));
        from = end;
        goesOn = false;
      } else break;
    }
    rest = Buffer.from(rest.subarray(from));
    return frames;
  };

  return {
    push: (bytes: Uint8Array): Buffer[] => {
      rest = rest.length ? Buffer.concat([rest, bytes]) : Buffer.from(bytes);
      return take(false);
    },
    pause: (): Buffer[] => {
      const cut = wholeCharacters(rest);
      if (cut === 0) return [];
      const piece = makeFrame(stream, now(), rest.subarray(0, cut), true);
      rest = Buffer.from(rest.subarray(cut));
      goesOn = true;
      return [piece];
    },
    end: (): Buffer[] => {
      const frames = take(true);
      // Its line has ended without a newline: nothing more of it is to be waited for.
      return goesOn ? [...frames, makeFrame(stream, now(), Buffer.alloc(0), false)] : frames;
    },
  };
}

/** The last place at or before `at` where no UTF-8 character is cut; `at` itself where the bytes are not UTF-8. */
function characterBound(bytes: Buffer, from: number, at: number): number {
  for (let back = 0; back < 4 && at - back > from; back++) {
    if (((bytes[at - back] as number) & 0xc0) !== 0x80) return at - back;
  }
  return at;
}

/** How many bytes stand before a UTF-8 character that has begun and is not whole yet. */
function wholeCharacters(bytes: Buffer): number {
  const begun = bytes.subarray(-3).findLastIndex((byte) => (byte & 0xc0) === 0xc0);
  if (begun < 0) return bytes.length;
  const at = Math.max(0, bytes.length - 3) + begun;
  const lead = bytes[at] as number;
  const size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  return bytes.length - at < size ? at : bytes.length;
}
