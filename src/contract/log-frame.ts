import type { LogStream } from './log';

/**
 * How a log travels: frames `[u32 length][u8 stream][i64 milliseconds][bytes]`, big endian, each a line with its newline or
 * a piece of a longer one.
 */

/** Bytes before the text of a frame. */
export const FRAME_HEADER = 13;
/** Most bytes of a line in one frame. */
export const FRAME_BYTES_MAX = 64 * 1024;
/** Set on the number of a frame's stream where its line goes on in the next one. */
export const CONTINUES = 0x80;
/** Number of each stream on the wire. */
export const STREAM = { stdout: 1, stderr: 2, runner: 3, check: 4 } as const satisfies Record<
  LogStream,
  number
>;

const NAMES = Object.fromEntries(Object.entries(STREAM).map(([name, number]) => [number, name]));

/** The stream of a number on the wire; undefined for none. */
export const streamOf = (number: number): LogStream | undefined => NAMES[number] as LogStream | undefined;
