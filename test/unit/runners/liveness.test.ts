import { expect, it } from 'vitest';
import { livenessOf } from '@/domain/runners/liveness';

const now = new Date('2026-11-21T12:00:00Z');
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);

it.each([
  ['a machine that has never opened a session', { lastSeenAt: null, sessionEpoch: 0, running: 0 }, 'never'],
  ['one that said goodbye', { lastSeenAt: null, sessionEpoch: 3n, running: 0 }, 'offline'],
  ['one heard of just now', { lastSeenAt: ago(0), sessionEpoch: 1, running: 0 }, 'online'],
  ['one with agents', { lastSeenAt: ago(44), sessionEpoch: 1, running: 2 }, 'busy'],
  ['one silent for 45 s', { lastSeenAt: ago(45), sessionEpoch: 1, running: 2 }, 'stale'],
  ['one silent for 179 s', { lastSeenAt: ago(179), sessionEpoch: 1, running: 0 }, 'stale'],
  ['one silent for 180 s', { lastSeenAt: ago(180), sessionEpoch: 1, running: 1 }, 'offline'],
  ['one whose clock was set ahead of ours', { lastSeenAt: ago(-30), sessionEpoch: 1, running: 0 }, 'online'],
] as const)('%s shows as it should', (_, signs, liveness) => {
  expect(livenessOf(signs, now, 45_000)).toBe(liveness);
});
