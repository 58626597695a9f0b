import { expect, test } from 'vitest';
import { LOG_CAP } from '@/contract/protocol';
import { appendVerdict, isPastCap, isWhole } from '@/domain/logs/log-state';

const chunk = { off: 10, len: 5, sha256: 'aa' };

test('a chunk fits at the end of the log, and leaves a gap beyond it', () => {
  expect(appendVerdict(10, chunk, null)).toBe('fits');
  expect(appendVerdict(9, chunk, null)).toBe('gap');
});

test('a chunk before the end repeats what is stored there, or conflicts with it', () => {
  expect(appendVerdict(15, chunk, { len: 5, sha256: 'aa' })).toBe('duplicate');
  expect(appendVerdict(15, chunk, { len: 4, sha256: 'aa' })).toBe('conflict');
  expect(appendVerdict(15, chunk, { len: 5, sha256: 'bb' })).toBe('conflict');
  expect(appendVerdict(15, chunk, null)).toBe('conflict');
});

test('a log is whole by its length and its digest', () => {
  const log = { bytes: 15, digest: 'dd' };
  expect(isWhole(log, { ...log })).toBe(true);
  expect(isWhole(log, { ...log, bytes: 14 })).toBe(false);
  expect(isWhole(log, { ...log, digest: 'ee' })).toBe(false);
});

test('a log may be as long as its cap', () => {
  expect(isPastCap(LOG_CAP - 5, 5)).toBe(false);
  expect(isPastCap(LOG_CAP - 5, 6)).toBe(true);
});
