import { expect, test } from 'vitest';
import { DEFAULT_TIMERS } from '@/contract/protocol';
import { trustAt } from '../../../cli/src/runner/lease';
import { trustWindow } from '../../../cli/src/runner/trust-window';

const END = 90_000 + 600_000;
const at = (elapsed: number, asked = elapsed) => trustAt(elapsed, asked, 60_000, DEFAULT_TIMERS);

test('a lease is trusted until its margin, then unsure, then stands still, then is over', () => {
  expect(at(0)).toBe('sure');
  expect(at(55_000)).toBe('sure');
  expect(at(55_001)).toBe('unsure');
  expect(at(90_000)).toBe('unsure');
  expect(at(90_001)).toBe('paused');
  expect(at(END)).toBe('paused');
  expect(at(END + 1)).toBe('over');
});

test('it is over only where the server was asked so late and did not answer, whatever a clock says', () => {
  expect(at(END + 3_600_000, 0)).toBe('paused');
  expect(at(END + 3_600_000, 14_000)).toBe('paused');
  expect(at(END + 3_600_000, END + 1)).toBe('over');
  const window = trustWindow();
  window.renew({ mono: 1000, wall: 1000 }, 60_000);
  expect(window.askedMs()).toBe(0);
  window.missed({ mono: 2000, wall: 3_600_000 });
  expect(window.askedMs()).toBe(3_599_000);
  window.renew({ mono: 3000, wall: 3_601_000 }, 60_000);
  expect(window.askedMs()).toBe(0);
});

test('a machine that slept counts the sleep, by whichever clock saw it', () => {
  const window = trustWindow();
  window.renew({ mono: 1000, wall: 500_000 }, 60_000);
  expect(window.elapsedMs({ mono: 2000, wall: 501_000 })).toBe(1000);
  expect(window.elapsedMs({ mono: 2000, wall: 500_000 + 3_600_000 })).toBe(3_600_000);
  expect(window.elapsedMs({ mono: 1000 + 70_000, wall: 400_000 })).toBe(70_000);
});

test('the window begins when a request was sent, and an answer that was overtaken cannot set it back', () => {
  const window = trustWindow();
  window.renew({ mono: 5000, wall: 5000 }, 60_000);
  window.renew({ mono: 4000, wall: 4000 }, 60_000);
  expect(window.elapsedMs({ mono: 6000, wall: 6000 })).toBe(1000);
});

test('another thread sees the same window', () => {
  const window = trustWindow();
  trustWindow(window.memory).renew({ mono: 100, wall: 100 }, 1234);
  expect(window.ttlMs()).toBe(1234);
  expect(window.elapsedMs({ mono: 150, wall: 150 })).toBe(50);
});
