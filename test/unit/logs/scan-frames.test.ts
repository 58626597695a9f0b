import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scanFrames } from '@/domain/logs/scan-frames';
import { frame } from '../../support/protocol-runner';

describe('scanning a log chunk', () => {
  it('counts whole frames, whatever bytes they hold', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 20 }), (lines) => {
        expect(scanFrames(Buffer.concat(lines.map((line) => frame(1, line))))).toBe(lines.length);
      }),
    );
  });

  it('refuses a chunk that is cut anywhere', () => {
    const whole = Buffer.concat([frame(1, 'one\n'), frame(2, 'two\n')]);
    const border = frame(1, 'one\n').length;
    for (let cut = 0; cut < whole.length; cut++) {
      if (cut === border) continue;
      expect(() => scanFrames(whole.subarray(0, cut)), `cut at ${cut}`).toThrow(/log chunk/);
    }
  });

  it('refuses unknown streams and frames that are too long', () => {
    const strange = frame(1, 'x');
    strange.writeUInt8(9, 4);
    expect(() => scanFrames(strange)).toThrow(/unknown stream/);
    expect(() => scanFrames(frame(1, Buffer.alloc(64 * 1024 + 1)))).toThrow(/is the most/);
  });
});
