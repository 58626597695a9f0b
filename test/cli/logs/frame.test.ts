import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CONTINUES, FRAME_BYTES_MAX, FRAME_HEADER } from '@/contract/log-frame';
import { createLineCutter, makeFrame } from '../../../cli/src/logs/frame';

interface Read {
  stream: number;
  at: number;
  bytes: Buffer;
  continues: boolean;
}

function readFrames(all: Buffer): Read[] {
  const frames: Read[] = [];
  for (let at = 0; at < all.length; ) {
    const length = all.readUInt32BE(at);
    const stream = all.readUInt8(at + 4);
    frames.push({
      stream: stream & ~CONTINUES,
      at: Number(all.readBigInt64BE(at + 5)),
      bytes: all.subarray(at + FRAME_HEADER, at + FRAME_HEADER + length),
      continues: (stream & CONTINUES) !== 0,
    });
    at += FRAME_HEADER + length;
  }
  return frames;
}

describe('frames', () => {
  test('are length, stream, time and bytes, big endian', () => {
    expect(makeFrame('check', 1_700_000_000_123, Buffer.from('hi\n'), true).toString('hex')).toBe(
      '00000003840000018bcfe5687b68690a',
    );
  });

  test('hold one line each, and every byte comes back in order', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 20 }), (pieces) => {
        const cutter = createLineCutter('stdout', () => 5);
        const frames = readFrames(
          Buffer.concat([...pieces.flatMap((piece) => cutter.push(piece)), ...cutter.end()]),
        );
        expect(Buffer.concat(frames.map(({ bytes }) => bytes))).toEqual(Buffer.concat(pieces));
        for (const { bytes, stream } of frames) {
          expect(stream).toBe(1);
          expect(bytes.subarray(0, -1).includes(0x0a)).toBe(false);
        }
      }),
    );
  });

  test('cut a long line between characters and say that it goes on', () => {
    const line = `${'é'.repeat(FRAME_BYTES_MAX)}\n`;
    const cutter = createLineCutter('stdout');
    const frames = readFrames(Buffer.concat(cutter.push(Buffer.from(`x${line}`))));
    expect(frames.map(({ continues }) => continues)).toEqual([true, true, false]);
    expect(
      frames.every(({ bytes }) => bytes.length <= FRAME_BYTES_MAX && !bytes.toString().includes('\ufffd')),
    ).toBe(true);
  });

  test('show what there is of a line, in whole characters; a line that ends without its end says so', () => {
    const cutter = createLineCutter('check');
    const euro = Buffer.from('€');
    const read = (frames: Buffer[]) =>
      readFrames(Buffer.concat(frames)).map(({ bytes, continues }) => [bytes.toString(), continues]);
    expect(read(cutter.push(Buffer.concat([Buffer.from('costs 5 '), euro.subarray(0, 2)])))).toEqual([]);
    expect(read(cutter.pause())).toEqual([['costs 5 ', true]]);
    expect(read(cutter.pause())).toEqual([]);
    expect(read(cutter.push(euro.subarray(2)))).toEqual([]);
    expect(read(cutter.pause())).toEqual([['€', true]]);
    expect(read(cutter.push(Buffer.from(' more\nnext')))).toEqual([[' more\n', false]]);
    expect(read(cutter.pause())).toEqual([['next', true]]);
    expect(read(cutter.end())).toEqual([['', false]]);
  });
});
