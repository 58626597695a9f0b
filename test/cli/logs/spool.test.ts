import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fileSystem from 'node:fs';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LOG_CHUNK_MAX } from '@/contract/protocol';
import { makeFrame } from '../../../cli/src/logs/frame';
import { openSpool, type Spool } from '../../../cli/src/logs/spool';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'spool-'));
  file = path.join(folder, 'log.bin');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const frame = (text: string) => makeFrame('stdout', 1, Buffer.from(text), false);

/** All chunks from the beginning, as one. */
async function readAll(spool: Spool): Promise<Buffer> {
  await spool.sync();
  const chunks: Buffer[] = [];
  for (let offset = 0; ; ) {
    const chunk = spool.chunkAt(offset);
    if (!chunk) return Buffer.concat(chunks);
    expect(chunk.bytes.length).toBeLessThanOrEqual(LOG_CHUNK_MAX);
    chunks.push(chunk.bytes);
    offset += chunk.bytes.length;
  }
}

describe('the spool', () => {
  test('gives back what was appended, in chunks of whole frames', async () => {
    const spool = openSpool(file);
    const frames = Array.from({ length: 3000 }, (_, index) =>
      frame(`line ${index} ${'x'.repeat(index % 500)}\n`),
    );
    for (const each of frames) spool.append([each]);
    expect((await readAll(spool)).equals(Buffer.concat(frames))).toBe(true);
    const second = spool.chunkAt(frames[0]!.length);
    expect(second?.bytes.subarray(0, frames[1]!.length)).toEqual(frames[1]);
    spool.close();
  });

  test('offers nothing that is not safe on disk yet', async () => {
    const spool = openSpool(file);
    spool.append([frame('one\n')]);
    expect(spool.chunkAt(0)).toBeNull();
    await spool.sync();
    expect(spool.chunkAt(0)?.bytes).toEqual(frame('one\n'));
    spool.close();
  });

  test('does not take for safe what was written while the disk was making sure of the rest', async () => {
    const held: ((error: Error | null) => void)[] = [];
    const slow = {
      ...fileSystem,
      fdatasync: (_: number, done: (error: Error | null) => void) => held.push(done),
    };
    const spool = openSpool(file, undefined, slow);
    spool.append([frame('one\n')]);
    const first = spool.sync();
    spool.append([frame('two\n')]);
    held.shift()!(null);
    await first;
    expect(spool.chunkAt(0)?.bytes).toEqual(frame('one\n'));
    const second = spool.sync();
    held.shift()!(null);
    await second;
    expect(spool.chunkAt(0)?.bytes).toEqual(Buffer.concat([frame('one\n'), frame('two\n')]));
    spool.close();
  });

  test('says where it is damaged instead of asking for memory that is not there', async () => {
    const spool = openSpool(file);
    spool.append([frame('whole\n')]);
    await spool.sync();
    const bytes = readFileSync(file);
    bytes.writeUInt32BE(0xfffffff0, 4);
    writeFileSync(file, bytes);
    expect(() => spool.chunkAt(0)).toThrow('damaged at byte 4');
    spool.close();
  });

  test('cuts a torn record off the end and goes on', async () => {
    const first = openSpool(file);
    first.append([frame('kept\n'), frame('torn\n')]);
    first.close();
    truncateSync(file, readFileSync(file).length - 3);
    const again = openSpool(file);
    expect(again.length()).toBe(frame('kept\n').length);
    again.append([frame('after\n')]);
    expect(await readAll(again)).toEqual(Buffer.concat([frame('kept\n'), frame('after\n')]));
    again.close();
  });

  test('cuts everything from a damaged byte on', async () => {
    const first = openSpool(file);
    first.append([frame('kept\n'), frame('damaged\n'), frame('lost\n')]);
    first.close();
    const bytes = readFileSync(file);
    bytes[frame('kept\n').length + 4 + 4 + 15]! ^= 1;
    writeFileSync(file, bytes);
    appendFileSync(file, Buffer.from([1, 2, 3]));
    const again = openSpool(file);
    expect(await readAll(again)).toEqual(frame('kept\n'));
    again.close();
  });

  test('keeps to its limit and says how much was left out', async () => {
    const spool = openSpool(file, 8 * 1024);
    for (let index = 0; index < 100; index++) spool.append([frame(`${'y'.repeat(200)}\n`)]);
    spool.finish();
    const text = (await readAll(spool)).toString();
    expect(spool.length()).toBeLessThanOrEqual(8 * 1024);
    const left = JSON.parse(/truncated (\{.*\})/.exec(text)![1]!) as { bytes: number; sha256: string };
    const kept = text.split('y'.repeat(200)).length - 1;
    expect(left.bytes).toBe((100 - kept) * frame(`${'y'.repeat(200)}\n`).length);
    expect(left.sha256).toMatch(/^[0-9a-f]{64}$/);
    spool.close();
  });

  test('is still whole after the disk refused to take more, and takes what fits', async () => {
    const said = onFullDisk(`
      const spool = openSpool(${JSON.stringify(file)});
      try {
        for (;;) spool.append([frame(120)]);
      } catch (error) {
        // What is small enough still fits, right after the last whole record.
        spool.append([makeFrame('stdout', 1, Buffer.from('the last words'), false)]);
        console.log(error.code, spool.length());
      }`);
    const [code, length] = said.trim().split(' ');
    expect(code).toBe('EFBIG');
    const again = openSpool(file);
    expect(again.length()).toBe(Number(length));
    expect((await readAll(again)).toString()).toMatch(/x{30000}.*the last words$/s);
    again.close();
  });

  test('goes on in memory when the disk is full: nothing is lost while it is sent, and what is lost is told', () => {
    const said = onFullDisk(`
      const disk = openSpool(${JSON.stringify(file)});
      let told = 0;
      const spool = withMemoryTail(disk, () => told++, 200_000);
      const sent = [];
      let at = 0;
      const drain = async () => {
        await spool.sync();
        for (let chunk; (chunk = spool.chunkAt(at)); at += chunk.bytes.length) sent.push(chunk.bytes);
      };
      for (let n = 0; n < 10; n++) {
        spool.append([frame(97 + n)]);
        await drain();
      }
      const whole = Buffer.concat(sent).equals(Buffer.concat(Array.from({ length: 10 }, (_, n) => frame(97 + n))));
      for (let n = 0; n < 10; n++) spool.append([frame(65 + n)]);
      await drain();
      spool.append([frame(122)]);
      spool.finish();
      await drain();
      const text = Buffer.concat(sent).toString();
      const kept = [...'ABCDEFGHIJ'].filter((letter) => text.includes(letter.repeat(30_000))).join('');
      const gap = JSON.parse(/truncated (\\{.*\\})/.exec(text)[1]);
      console.log(JSON.stringify({ told, whole, kept, gap, ends: text.endsWith('z'.repeat(30_000)), length: spool.length() === at, onDisk: disk.length() < at }));`);
    const lost = Array.from('GHIJ', (letter) => makeFrame('stdout', 1, Buffer.alloc(30_000, letter), false));
    expect(JSON.parse(said)).toEqual({
      ...{ told: 1, whole: true, kept: 'ABCDEF', ends: true, length: true, onDisk: true },
      gap: {
        bytes: lost.reduce((sum, { length }) => sum + length, 0),
        sha256: createHash('sha256').update(Buffer.concat(lost)).digest('hex'),
      },
    });
  });
});

/** What a script prints whose files may not grow beyond 100 KiB: the write that crosses it fails, in the middle of a record. */
function onFullDisk(script: string): string {
  const logs = path.resolve('cli/src/logs');
  const whole = `
    import { openSpool } from ${JSON.stringify(path.join(logs, 'spool.ts'))};
    import { withMemoryTail } from ${JSON.stringify(path.join(logs, 'memory-tail.ts'))};
    import { makeFrame } from ${JSON.stringify(path.join(logs, 'frame.ts'))};
    const frame = (byte) => makeFrame('stdout', 1, Buffer.alloc(30_000, byte), false);
    ${script}`;
  const limited = `trap '' XFSZ; ulimit -f 200; exec "$0" --import tsx --input-type=module -e "$1"`;
  return execFileSync('sh', ['-c', limited, process.execPath, whole], { encoding: 'utf8' });
}
