import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { extendRange, formatRange, parseRange, permalink } from '@/components/log/permalink';

describe('permalinks to log lines', () => {
  test.each(['', '0', '-3', '3-', 'a', '1-2-3', '1e3', '99999999999'])('%j names no line', (text) => {
    expect(parseRange(text)).toBeNull();
  });

  test('a range reads the same in both directions', () => {
    expect(parseRange('134-120')).toEqual({ from: 120, to: 134 });
  });

  test('what is written can be read', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999 }), fc.nat(999), (from, more) => {
        const range = { from, to: from + more };
        expect(parseRange(formatRange(range))).toEqual(range);
      }),
    );
  });

  test('shift extends to either side, a plain press begins anew', () => {
    expect(extendRange({ from: 5, to: 8 }, 12, true)).toEqual({ from: 5, to: 12 });
    expect(extendRange({ from: 5, to: 8 }, 2, true)).toEqual({ from: 2, to: 8 });
    expect(extendRange({ from: 5, to: 8 }, 6, true)).toEqual({ from: 5, to: 6 });
    expect(extendRange({ from: 5, to: 8 }, 12, false)).toEqual({ from: 12, to: 12 });
  });

  test('the address opens the log of that attempt at those lines', () => {
    expect(permalink('http://x', 'TASK-7', 2, { from: 3, to: 9 })).toBe(
      'http://x/tasks/TASK-7?tab=log&run=2&L=3-9',
    );
  });
});
