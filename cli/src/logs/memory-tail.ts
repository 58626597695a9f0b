import { createHash } from 'node:crypto';
import { LOG_CAP, LOG_CHUNK_MAX } from '@/contract/protocol';
import { makeFrame } from './frame';
import type { Spool } from './spool';

const MEMORY_BYTES = 4 * 1024 * 1024;
/** Kept free below the cap of a log for the frames that say what was left out. */
const RESERVE = 4096;
/** EFBIG: the limit of a file's size, which stands in for a full disk where there is a quota. */
const FULL = ['ENOSPC', 'EDQUOT', 'EFBIG'];

/**
 * A spool that outlives a full disk: from then on the log is kept in memory until it is sent, and what does not fit there
 * is left out where it stood, with how much it was. What is in memory does not survive this process.
 * Throws what the file system throws for any other reason.
 */
export function withMemoryTail(
  disk: Spool,
  onFull: (error: Error) => void,
  memoryBytes = MEMORY_BYTES,
): Spool {
  let frames: Buffer[] = [];
  /** Where the first frame in memory belongs in the log. */
  let from = -1;
  let held = 0;
  let left = { bytes: 0, hash: createHash('sha256') };
  /** The server takes no more: nothing is kept. */
  let over = false;
  let finished = false;

  const isFull = () => from >= 0;
  const length = () => (isFull() ? from + held : disk.length());
  const hold = (frame: Buffer) => {
    frames.push(frame);
    held += frame.length;
  };
  const sayGap = () => {
    if (left.bytes === 0) return;
    const gap = { bytes: left.bytes, sha256: left.hash.digest('hex') };
    hold(makeFrame('runner', Date.now(), Buffer.from(`truncated ${JSON.stringify(gap)}\n`), false));
    left = { bytes: 0, hash: createHash('sha256') };
  };
  const append = (added: Buffer[]) => {
    for (const frame of added) {
      if (!over && held + frame.length <= memoryBytes && length() + frame.length <= LOG_CAP - RESERVE) {
        sayGap();
        hold(frame);
      } else {
        left.bytes += frame.length;
        left.hash.update(frame);
      }
    }
  };
  const forgetTo = (offset: number) => {
    let sent = 0;
    while (sent < frames.length && from < offset) {
      from += frames[sent]!.length;
      held -= frames[sent]!.length;
      sent++;
    }
    frames = frames.slice(sent);
  };

  return {
    length,
    append: (added) => {
      if (!isFull()) {
        try {
          return disk.append(added);
        } catch (error) {
          if (!FULL.includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
          from = disk.length();
          onFull(error as Error);
        }
      }
      append(added);
    },
    sync: () => disk.sync(),
    chunkAt: (offset) => {
      if (!isFull() || offset < disk.length()) return disk.chunkAt(offset);
      // Asked for what follows: all before it is stored.
      forgetTo(offset);
      if (from !== offset) throw new Error(`offset ${offset} is not in memory any more`);
      const chunk: Buffer[] = [];
      let size = 0;
      for (const frame of frames) {
        if (size + frame.length > LOG_CHUNK_MAX) break;
        chunk.push(frame);
        size += frame.length;
      }
      return size === 0 ? null : { offset, bytes: Buffer.concat(chunk) };
    },
    cutAt: (offset) => {
      if (!isFull()) return disk.cutAt(offset);
      sayGap();
      const isOnDisk = offset < disk.length();
      if (!isOnDisk) forgetTo(offset);
      const cut = frames;
      frames = [];
      held = 0;
      over = true;
      from = isOnDisk ? -1 : offset;
      if (isOnDisk) disk.cutAt(offset);
      if (isOnDisk) disk.append(cut);
      else append(cut);
      if (finished && isOnDisk) disk.finish();
      else if (finished) sayGap();
    },
    finish: () => {
      finished = true;
      if (isFull()) sayGap();
      else disk.finish();
    },
    close: () => disk.close(),
  };
}
