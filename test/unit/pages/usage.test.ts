import { expect, test } from 'vitest';
import { changeWord, failureRate, pointsWord } from '@/components/usage/change-word';
import { groupWord } from '@/components/usage/group-word';
import { spent, spentEach } from '@/components/usage/spent';
import type { UsageFigures } from '@/contract/usage';
import { usageSpan } from '@/services/stats/usage-span';

test('a change is said in words, and nothing is where nothing was', () => {
  expect([changeWord(0, 0), changeWord(null, 3)]).toEqual([undefined, undefined]);
  expect(changeWord(5, 0)).toBe('none before');
  expect(changeWord(5, null)).toBe('none before');
  expect([changeWord(3, 2), changeWord(1, 2), changeWord(0, 2)]).toEqual([
    '50 % more',
    '50 % less',
    '100 % less',
  ]);
  expect(changeWord(1001, 1000)).toBe('as before');
  expect(changeWord(50_000, 1)).toBe('4,999,900 % more');
  expect([pointsWord(0.5, 0.25), pointsWord(0.25, 0.5), pointsWord(0.1, 0.1)]).toEqual([
    '25 points more',
    '25 points less',
    'as before',
  ]);
  expect(pointsWord(null, 0.5)).toBeUndefined();
});

test('agents at work have not failed yet', () => {
  const of = (agents: number, live: number, failed: number) =>
    failureRate({ agents, live, failed } as UsageFigures);
  expect([of(0, 0, 0), of(2, 2, 0), of(4, 2, 1)]).toEqual([null, null, 0.5]);
});

test('what a subscription would have cost is marked as estimated', () => {
  expect(spent({ spentMicros: 2_500_000, estimatedMicros: 0 })).toBe('$2.50');
  expect(spent({ spentMicros: 2_500_000, estimatedMicros: 1 })).toBe('~$2.50');
  expect(spentEach({ spentMicros: 3_000_000, estimatedMicros: 1, tasksDone: 2 })).toBe('~$1.50');
  expect(spentEach({ spentMicros: 3_000_000, estimatedMicros: 0, tasksDone: 0 })).toBe('–');
});

test('a group without a name says why', () => {
  expect(groupWord('role', { key: 'coding', name: 'coding' })).toBe('Coding');
  expect(groupWord('model', { key: null, name: null })).toBe('No model (checks, merges)');
  expect(groupWord('flow', { key: 'flow_1', name: null })).toBe('A flow that is gone');
});

test('a period is hours of the clock or days by UTC, and what was before it is as long, up to the same hour', () => {
  const now = new Date('2026-03-02T10:20:30Z');
  const iso = ({ from, before, buckets }: ReturnType<typeof usageSpan>) =>
    [from, before.from, before.to, buckets[0]!, buckets.at(-1)!].map((date) =>
      date.toISOString().slice(0, 13),
    );
  expect(iso(usageSpan('24h', now))).toEqual([
    '2026-03-01T11',
    '2026-02-28T11',
    '2026-03-01T10',
    '2026-03-01T11',
    '2026-03-02T10',
  ]);
  expect(iso(usageSpan('7d', now))).toEqual([
    '2026-02-24T00',
    '2026-02-17T00',
    '2026-02-23T10',
    '2026-02-24T00',
    '2026-03-02T00',
  ]);
  expect(usageSpan('24h', now).buckets).toHaveLength(24);
  expect(usageSpan('90d', now).buckets).toHaveLength(90);
});
