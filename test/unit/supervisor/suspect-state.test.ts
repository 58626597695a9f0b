import { expect, test } from 'vitest';
import { isSuspect } from '@/services/supervisor/suspect-state';

const TOGETHER_MS = 60_000;
/** Ends newest first, so many minutes ago. */
const ends = (...minutesAgo: number[]) =>
  minutesAgo.map((minutes) => ({ lost: true, endedAtMs: -minutes * 60_000 }));

test('a machine that loses agent after agent is held back', () => {
  expect(isSuspect(ends(0, 10, 20), TOGETHER_MS)).toBe(true);
  expect(isSuspect(ends(0, 10), TOGETHER_MS)).toBe(false);
  expect(isSuspect([], TOGETHER_MS)).toBe(false);
});

test('agents that were lost at once count as one', () => {
  expect(isSuspect(ends(0, 0.5, 1), TOGETHER_MS)).toBe(false);
  expect(isSuspect(ends(0, 0.5, 10, 20), TOGETHER_MS)).toBe(true);
});

test('an agent that ended otherwise begins the count anew', () => {
  const [last, ...earlier] = ends(0, 10, 20, 30);
  expect(isSuspect([last!, { lost: false, endedAtMs: -1 }, ...earlier], TOGETHER_MS)).toBe(false);
});
