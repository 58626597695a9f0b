import type { Disk } from '../../../cli/src/logs/spool';
import type { Random } from '../random';
import type { Timeline } from '../timeline';

interface StoredFile {
  bytes: Buffer;
  size: number;
  /** So many bytes survive a power cut. */
  synced: number;
}

/** A machine's disk: writes go to memory, a sync makes them last, a power cut forgets the rest and may tear it. */
export class VirtualDisk implements Disk {
  readonly files = new Map<string, StoredFile>();
  /** Small files that are written as a whole, synced and renamed into place. */
  readonly notes = new Map<string, unknown>();
  full = false;
  private readonly handles = new Map<number, StoredFile>();
  private nextHandle = 3;
  private power = 0;

  constructor(
    private readonly timeline: Timeline,
    private readonly random: Random,
  ) {}

  openSync(path: unknown): number {
    const name = String(path);
    let file = this.files.get(name);
    if (!file) {
      file = { bytes: Buffer.allocUnsafe(1024), size: 0, synced: 0 };
      this.files.set(name, file);
    }
    this.handles.set(this.nextHandle, file);
    return this.nextHandle++;
  }
  closeSync(handle: number): void {
    this.handles.delete(handle);
  }
  fstatSync(handle: number): { size: number } {
    return { size: this.file(handle).size };
  }
  ftruncateSync(handle: number, size?: number | null): void {
    const file = this.file(handle);
    file.size = size ?? 0;
    file.synced = Math.min(file.synced, file.size);
  }
  // The spool writes whole buffers from an offset of theirs to the end of the file.
  writeSync = ((handle: number, block: Buffer, offset?: number | null): number => {
    const file = this.file(handle);
    const from = offset ?? 0;
    if (this.full) {
      if (this.random.chance(0.5)) this.put(file, block.subarray(from, from + 3));
      throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    }
    const taken = this.random.chance(0.05) ? block.subarray(from, from + 5) : block.subarray(from);
    this.put(file, taken);
    return taken.length;
  }) as Disk['writeSync'];
  readSync = ((handle: number, into: Buffer, at: number, length: number, position: number): number =>
    this.file(handle).bytes.copy(into, at, position, position + length)) as Disk['readSync'];
  fdatasyncSync(handle: number): void {
    const file = this.file(handle);
    file.synced = file.size;
  }
  fdatasync(handle: number, done: (error: Error | null) => void): void {
    const file = this.handles.get(handle);
    // The process that waits for this is gone.
    if (!file) return;
    const { size } = file;
    const { power } = this;
    this.timeline.after(this.random.int(0, 2), () => {
      if (power !== this.power) return;
      file.synced = Math.max(file.synced, Math.min(size, file.size));
      done(null);
    });
  }

  /** A process is gone: what it was told about its syncs no longer reaches it. */
  forgetHandles(): void {
    this.handles.clear();
  }
  /** So many bytes of a file are sure to survive. */
  syncedOf = (path: string): number => this.files.get(path)?.synced ?? 0;

  /** Of each file what was synced survives, and perhaps a torn piece of the rest; answers how many bytes were lost. */
  cutPower(): number {
    this.power++;
    this.full = false;
    let lost = 0;
    for (const file of this.files.values()) {
      const unsynced = file.size - file.synced;
      if (unsynced === 0) continue;
      const kept = this.random.int(0, unsynced - 1);
      lost += unsynced - kept;
      file.size = file.synced + kept;
      if (kept > 8 && this.random.chance(0.5)) file.bytes[file.size - 1] = file.bytes[file.size - 1]! ^ 0xff;
      file.synced = file.size;
    }
    return lost;
  }
  remove(path: string): void {
    this.files.delete(path);
    this.notes.delete(path);
  }

  /** The same files on another machine, as a copied disk has them. */
  copyTo(other: VirtualDisk): void {
    for (const [path, file] of this.files) other.files.set(path, { ...file, bytes: Buffer.from(file.bytes) });
    for (const [path, note] of this.notes) other.notes.set(path, note);
  }

  private put(file: StoredFile, bytes: Buffer): void {
    while (file.size + bytes.length > file.bytes.length)
      file.bytes = Buffer.concat([file.bytes, Buffer.allocUnsafe(file.bytes.length)]);
    bytes.copy(file.bytes, file.size);
    file.size += bytes.length;
  }
  private file(handle: number): StoredFile {
    const file = this.handles.get(handle);
    if (!file) throw new Error('the file is closed');
    return file;
  }
}
