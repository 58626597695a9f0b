import { createHash, type Hash } from 'node:crypto';
import * as fileSystem from 'node:fs';
import { crc32 } from 'node:zlib';
import { FRAME_BYTES_MAX, FRAME_HEADER } from '@/contract/log-frame';
import { LOG_CAP, LOG_CHUNK_MAX } from '@/contract/protocol';
import { makeFrame } from './frame';

const CRC = 4;
/** Kept free below the cap for the frames that say what was left out. */
const RESERVE = 2048;
const SYNC_BYTES = 64 * 1024;

export interface Chunk {
  offset: number;
  bytes: Buffer;
}

/** What a spool needs of a file system. */
export type Disk = Pick<
  typeof fileSystem,
  'closeSync' | 'fdatasyncSync' | 'ftruncateSync' | 'openSync' | 'readSync' | 'writeSync'
> & {
  fdatasync(file: number, done: (error: Error | null) => void): void;
  fstatSync(file: number): { size: number };
};

/** The log of one agent on this machine's disk: appended frame by frame, read back in chunks. */
export interface Spool {
  /** Framed bytes so far: the log's own length. */
  length(): number;
  /** Throws what the file system throws; then nothing of it was kept. */
  append(frames: Buffer[]): void;
  /** Makes everything appended so far survive a power cut. */
  sync(): Promise<void>;
  /** Whole frames from `offset` on, at most 256 KiB, only what has been synced; null when there is none. */
  chunkAt(offset: number): Chunk | null;
  /** Leaves out everything from `offset` on and all that is still to come: the server has no room for it. */
  cutAt(offset: number): void;
  /** Says how much was left out, if anything was; the log is complete afterwards. */
  finish(): void;
  close(): void;
}

/**
 * Opens the log at a path. Records are `[u32 crc32][frame]`; a torn or damaged tail is cut off.
 * Past 64 MiB nothing more is kept, and the log says so. Throws what the file system throws.
 */
export function openSpool(path: string, cap = LOG_CAP, disk: Disk = fileSystem): Spool {
  const file = disk.openSync(path, 'a+', 0o600);
  const reader = disk.openSync(path, 'r');
  let logLength = cutTornTail(disk, file, reader);
  let syncedLog = logLength;
  let unsynced = 0;
  let syncing: Promise<void> | null = null;
  let cursor = { log: 0, file: 0 };
  const left: { bytes: number; hash: Hash | null } = { bytes: 0, hash: null };
  let finished = false;
  let cuts = 0;

  const write = (frames: Buffer[]) => {
    if (frames.length === 0) return;
    const added = frames.reduce((sum, frame) => sum + frame.length, 0);
    const block = Buffer.allocUnsafe(added + CRC * frames.length);
    let filled = 0;
    for (const frame of frames) {
      block.writeUInt32BE(crc32(frame), filled);
      block.set(frame, filled + CRC);
      filled += CRC + frame.length;
    }
    const before = disk.fstatSync(file).size;
    try {
      for (let done = 0; done < block.length; ) done += disk.writeSync(file, block, done);
    } catch (error) {
      // Half a record would hide everything after it.
      disk.ftruncateSync(file, before);
      throw error;
    }
    logLength += added;
    unsynced += added;
  };

  const syncOnce = (): Promise<void> => {
    const target = logLength;
    const era = cuts;
    unsynced = 0;
    return new Promise<void>((resolve, reject) => {
      disk.fdatasync(file, (error) => {
        syncing = null;
        if (error) return reject(error);
        if (era === cuts) syncedLog = Math.max(syncedLog, target);
        resolve();
      });
    });
  };
  const sync = async (): Promise<void> => {
    // One that is under way may have begun before the last bytes were written.
    for (const target = logLength; syncedLog < Math.min(target, logLength); ) await (syncing ??= syncOnce());
  };

  const seek = (offset: number): boolean => {
    if (offset < cursor.log) cursor = { log: 0, file: 0 };
    while (cursor.log < offset && cursor.log < logLength) {
      const size = frameSizeAt(disk, reader, cursor.file + CRC);
      cursor = { log: cursor.log + size, file: cursor.file + CRC + size };
    }
    return cursor.log === offset;
  };

  const leaveOut = (frame: Buffer) => {
    left.bytes += frame.length;
    (left.hash ??= createHash('sha256')).update(frame);
  };
  const sayLeft = () => {
    if (left.bytes > 0)
      write([notice(`truncated ${JSON.stringify({ bytes: left.bytes, sha256: left.hash?.digest('hex') })}`)]);
    left.bytes = 0;
    left.hash = null;
    disk.fdatasyncSync(file);
    syncedLog = logLength;
  };

  return {
    length: () => logLength,
    append: (frames) => {
      const kept: Buffer[] = [];
      let room = cap - RESERVE - logLength;
      for (const frame of frames) {
        if (left.bytes === 0 && frame.length <= room) {
          kept.push(frame);
          room -= frame.length;
          continue;
        }
        if (left.bytes === 0) kept.push(notice('The log has reached its limit; what follows is left out.'));
        leaveOut(frame);
      }
      write(kept);
      if (unsynced >= SYNC_BYTES) void sync().catch(() => {});
    },
    sync,
    chunkAt: (offset) => {
      if (offset >= syncedLog) return null;
      if (!seek(offset)) throw new Error(`offset ${offset} is not where a frame begins`);
      const frames: Buffer[] = [];
      let size = 0;
      for (let at = cursor.file, log = offset; log < syncedLog; ) {
        const length = frameSizeAt(disk, reader, at + CRC);
        if (size + length > LOG_CHUNK_MAX) break;
        const frame = Buffer.allocUnsafe(length);
        disk.readSync(reader, frame, 0, length, at + CRC);
        frames.push(frame);
        size += length;
        log += length;
        at += CRC + length;
      }
      return { offset, bytes: Buffer.concat(frames) };
    },
    cutAt: (offset) => {
      if (!seek(offset)) throw new Error(`offset ${offset} is not where a frame begins`);
      for (let at = cursor.file, log = offset; log < logLength; ) {
        const length = frameSizeAt(disk, reader, at + CRC);
        const frame = Buffer.allocUnsafe(length);
        disk.readSync(reader, frame, 0, length, at + CRC);
        leaveOut(frame);
        log += length;
        at += CRC + length;
      }
      cuts++;
      disk.ftruncateSync(file, cursor.file);
      logLength = offset;
      syncedLog = offset;
      write([notice('The logs of the workspace have reached their limit; what follows is left out.')]);
      if (finished) sayLeft();
    },
    finish: () => {
      finished = true;
      sayLeft();
    },
    close: () => {
      disk.closeSync(file);
      disk.closeSync(reader);
    },
  };
}

const notice = (text: string) => makeFrame('runner', Date.now(), Buffer.from(`${text}\n`), false);

/** Throws where no frame begins: a length out of nowhere would ask for memory that is not there. */
function frameSizeAt(disk: Disk, file: number, at: number): number {
  const head = Buffer.alloc(4);
  disk.readSync(file, head, 0, 4, at);
  const length = head.readUInt32BE(0);
  if (length > FRAME_BYTES_MAX) throw new Error(`the spool is damaged at byte ${at} of its file`);
  return FRAME_HEADER + length;
}

function cutTornTail(disk: Disk, file: number, reader: number): number {
  const size = disk.fstatSync(reader).size;
  const head = Buffer.allocUnsafe(CRC + FRAME_HEADER);
  let at = 0;
  let logLength = 0;
  while (at + head.length <= size) {
    disk.readSync(reader, head, 0, head.length, at);
    const length = head.readUInt32BE(CRC);
    const end = at + head.length + length;
    if (length > FRAME_BYTES_MAX || end > size) break;
    const frame = Buffer.allocUnsafe(FRAME_HEADER + length);
    disk.readSync(reader, frame, 0, frame.length, at + CRC);
    if (crc32(frame) !== head.readUInt32BE(0)) break;
    at = end;
    logLength += frame.length;
  }
  if (at < size) disk.ftruncateSync(file, at);
  return logLength;
}
