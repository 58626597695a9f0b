import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cut, cutTail } from '@/contract/cut';
import { toJsonb } from '@/lib/to-jsonb';

const anyText = fc.string({
  unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
});
const mended = (text: string) => text.replace(/\p{Surrogate}/gu, '\ufffd').replaceAll('\0', '\ufffd');
const HALF = /\p{Surrogate}/u;

describe('JSON for a column', () => {
  it('holds every text as it is, but for NUL and halves of characters', () => {
    const awkward = fc.constantFrom('\\u0000', '\\\\u0000', '\\ud83c', '\0', '\ud83c', '\udf89', '🎉', '"\\');
    const texts = fc.array(fc.oneof(awkward, anyText)).map((parts) => parts.join(''));
    fc.assert(
      fc.property(texts, (text) => {
        const json = toJsonb({ [text]: [text, { text }] });
        expect(JSON.parse(json)).toEqual({ [mended(text)]: [mended(text), { text: mended(text) }] });
        expect(json).not.toMatch(/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('a text that is cut', () => {
  it('keeps no half of a character that was whole, and is no longer than asked', () => {
    const whole = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(whole, fc.integer({ min: 1, max: 40 }), (text, most) => {
        for (const part of [cut(text, most), cutTail(text, most)]) {
          expect(part).not.toMatch(HALF);
          expect(part.length).toBeGreaterThanOrEqual(Math.min(text.length, most) - 1);
          expect(part.length).toBeLessThanOrEqual(most);
        }
        expect(text.startsWith(cut(text, most)) && text.endsWith(cutTail(text, most))).toBe(true);
      }),
    );
  });
});
