import { execFileSync } from 'node:child_process';
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

  test('is still whole after the disk refused to take more', () => {
    const script = `
      import { openSpool } from ${JSON.stringify(path.resolve('cli/src/logs/spool.ts'))};
      import { makeFrame } from ${JSON.stringify(path.resolve('cli/src/logs/frame.ts'))};
      const spool = openSpool(${JSON.stringify(file)});
      try {
        for (;;) spool.append([makeFrame('stdout', 1, Buffer.alloc(30_000, 120), false)]);
      } catch (error) {
        console.log(error.code, spool.length());
      }`;
    // The limit stands in for a full disk: the write that crosses it fails, in the middle of a record.
    const limited = `trap '' XFSZ; ulimit -f 200; exec "$0" --import tsx --input-type=module -e "$1"`;
    const said = execFileSync('sh', ['-c', limited, process.execPath, script], { encoding: 'utf8' });
    const [code, length] = said.trim().split(' ');
    expect(code).toBe('EFBIG');
    const again = openSpool(file);
    expect(again.length()).toBe(Number(length));
    expect(Number(length)).toBeGreaterThan(0);
    again.close();
  });
});
